package io.firstcome.notification.settle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Counts what the listener has done with records. Always
 * <pre>  records = settled + repeats + conflicts + poison</pre>
 * as {@code firstcome.settle.records} without a tag, and {@code firstcome.settle.outcomes} by {@code outcome}. A batch counts
 * once it is through; one that comes again counts again, as repeats. How far behind the listener is, Kafka's own
 * {@code kafka.consumer.fetch.manager.records.lag} tells. {@code firstcome.settle.batch} is the time of a transaction, {@code firstcome.settle.delay}
 * the time from the grant until it is settled, of the claim of each batch that has waited longest (Redis' clock against this one's).
 */
@Component
class SettleMetrics {

    private final Counter records;
    private final Counter settled;
    private final Counter repeats;
    private final Counter conflicts;
    private final Counter poison;
    private final Timer batches;
    private final Timer delay;
    private final Clock clock;

    SettleMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        records = registry.counter("firstcome.settle.records");
        settled = outcome(registry, "settled");
        repeats = outcome(registry, "repeat");
        conflicts = outcome(registry, "conflict");
        poison = outcome(registry, "poison");
        batches = registry.timer("firstcome.settle.batch");
        delay = registry.timer("firstcome.settle.delay");
    }

    <T> T timed(Supplier<T> transaction) {
        return batches.record(transaction);
    }

    void count(Batch batch, List<Verdict> verdicts) {
        records.increment(batch.size());
        poison.increment(batch.poison().size());
        int repeated = 0;
        int conflicting = 0;
        long oldest = Long.MAX_VALUE;
        for (int i = 0; i < verdicts.size(); i++) {
            switch (verdicts.get(i)) {
                case Verdict.Settled yes ->
                    oldest = Math.min(oldest, batch.claims().get(i).grantedAt());
                case Verdict.Repeat known -> repeated++;
                case Verdict.Conflict conflict -> conflicting++;
            }
        }
        settled.increment(verdicts.size() - repeated - conflicting);
        repeats.increment(repeated);
        conflicts.increment(conflicting);
        if (oldest != Long.MAX_VALUE) {
            delay.record(Math.max(0, clock.millis() - oldest), TimeUnit.MILLISECONDS);
        }
    }

    private static Counter outcome(MeterRegistry registry, String outcome) {
        return registry.counter("firstcome.settle.outcomes", "outcome", outcome);
    }
}
