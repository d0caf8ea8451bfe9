package io.firstcome.gateway.fold;

import io.firstcome.kit.count.Counted;
import io.firstcome.kit.count.SharedCounts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one folded route does. When no request is under way:
 *
 * <p>{@code requests = edge + malformed + unauthenticated + limited + overloaded + answered + failed + gone}
 */
final class FoldMetrics {

    private static final Logger log = LoggerFactory.getLogger(FoldMetrics.class);
    private static final String PREFIX = "firstcome.gateway.fold.";

    /** How a request on a folded route ended. */
    enum Outcome {
        /** Told from memory. */
        EDGE,
        /** Its body was too large or no JSON. */
        MALFORMED,
        /** No token, or a bad one. */
        UNAUTHENTICATED,
        /** Over a rate. */
        LIMITED,
        /** The line was full, or it stood in line for too long. */
        OVERLOADED,
        /** Answered by the service, whatever the answer. */
        ANSWERED,
        /** Its batch failed, or its token could not be verified for lack of keys. */
        FAILED,
        /** Its client went away before any of these. */
        GONE
    }

    private final MeterRegistry registry;
    private final Tags tags;
    private final String name;
    private final Counter requests;
    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
    private final DistributionSummary batchSize;
    private final Timer batchTime;
    private final SharedCounts counts;
    private final Map<Outcome, Counted> turnedAway = new EnumMap<>(Outcome.class);
    private final AtomicInteger failedInARow = new AtomicInteger();

    /**
     * @param route  as it is tagged and logged, such as {@code POST /api/event/apply}
     * @param counts of all gateways, which get those who were turned away here: what their requests were about, nobody has looked at
     */
    FoldMetrics(MeterRegistry registry, String route, SharedCounts counts) {
        this.registry = registry;
        this.counts = counts;
        for (Outcome outcome : List.of(Outcome.LIMITED, Outcome.OVERLOADED, Outcome.FAILED)) {
            turnedAway.put(outcome, new Counted(route, outcome.name()));
        }
        this.name = route;
        this.tags = Tags.of("route", route);
        this.requests = registry.counter(PREFIX + "requests", tags);
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(
                    outcome,
                    registry.counter(
                            PREFIX + "outcomes",
                            tags.and("outcome", outcome.name().toLowerCase(Locale.ROOT))));
        }
        this.batchSize = registry.summary(PREFIX + "batch.size", tags);
        this.batchTime = registry.timer(PREFIX + "batch.time", tags);
    }

    /** Shows the length of the line and the number of batches under way. */
    void watch(IntSupplier waiting, IntSupplier underWay) {
        Gauge.builder(PREFIX + "waiting", waiting::getAsInt).tags(tags).register(registry);
        Gauge.builder(PREFIX + "under.way", underWay::getAsInt).tags(tags).register(registry);
    }

    /** Counts a request that has arrived and returns where its end is told. */
    Tally arrived() {
        requests.increment();
        return new Tally();
    }

    /** Counts a batch; logs the first of a row that failed, and the end of the row, not every single one. */
    void returned(int size, long nanos, Throwable failure) {
        batchSize.record(size);
        batchTime.record(nanos, TimeUnit.NANOSECONDS);
        if (failure != null) {
            if (failedInARow.getAndIncrement() == 0) {
                log.warn("{}: a batch of {} failed", name, size, failure);
            }
        } else if (failedInARow.get() != 0) {
            log.warn("{}: answered again, after {} failed batches", name, failedInARow.getAndSet(0));
        }
    }

    /** The end of one request, counted once: the first that is told wins. */
    final class Tally extends AtomicBoolean {

        void ended(Outcome outcome) {
            if (compareAndSet(false, true)) {
                outcomes.get(outcome).increment();
                Counted away = turnedAway.get(outcome);
                if (away != null) {
                    counts.add(away, 1);
                }
            }
        }
    }
}
