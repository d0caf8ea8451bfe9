package io.firstcome.notification.settle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Counts what the listener has done with records. Always
 * <pre>  records = settled + repeats + conflicts + poison</pre>
 * as {@code firstcome.settle.records} without a tag, and {@code firstcome.settle.outcomes} by {@code outcome}. A batch counts
 * once it is through; one that comes again counts again, as repeats. How far behind the listener is, Kafka's own
 * {@code kafka.consumer.fetch.manager.records.lag} tells. {@code firstcome.settle.batch} is the time of a transaction.
 */
@Component
class SettleMetrics {

    private final Counter records;
    private final Counter settled;
    private final Counter repeats;
    private final Counter conflicts;
    private final Counter poison;
    private final Timer batches;

    SettleMetrics(MeterRegistry registry) {
        records = registry.counter("firstcome.settle.records");
        settled = outcome(registry, "settled");
        repeats = outcome(registry, "repeat");
        conflicts = outcome(registry, "conflict");
        poison = outcome(registry, "poison");
        batches = registry.timer("firstcome.settle.batch");
    }

    <T> T timed(Supplier<T> transaction) {
        return batches.record(transaction);
    }

    void count(Batch batch, List<Verdict> verdicts) {
        records.increment(batch.size());
        poison.increment(batch.poison().size());
        int repeated = 0;
        int conflicting = 0;
        for (Verdict verdict : verdicts) {
            switch (verdict) {
                case Verdict.Settled yes -> {}
                case Verdict.Repeat known -> repeated++;
                case Verdict.Conflict conflict -> conflicting++;
            }
        }
        settled.increment(verdicts.size() - repeated - conflicting);
        repeats.increment(repeated);
        conflicts.increment(conflicting);
    }

    private static Counter outcome(MeterRegistry registry, String outcome) {
        return registry.counter("firstcome.settle.outcomes", "outcome", outcome);
    }
}
