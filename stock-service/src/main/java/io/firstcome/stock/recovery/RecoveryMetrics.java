package io.firstcome.stock.recovery;

import io.firstcome.stock.grant.ClosedStocks;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * How recovery goes. {@code stock.closed} is the number of events that nothing is granted from at present, {@code stock.closed.failed} those of
 * them that could not be rebuilt so far: the one to be alarmed by. {@code stock.rebuilds} counts tries by {@code outcome}, whole or failed, with
 * <pre>  stock.closed ≥ stock.closed.failed,  stock.rebuilds{whole} = number of stock.rebuild</pre>
 * {@code stock.rebuild} is the time it took to make and write one stock; {@code stock.rebuild.claims} counts claims of rebuilt stocks that
 * only Redis knew, by {@code fate}: kept, to be published, or dropped, since they did not fit what is on record.
 */
@Component
final class RecoveryMetrics {

    private final Counter whole;
    private final Counter failed;
    private final Counter kept;
    private final Counter dropped;
    private final Timer time;

    RecoveryMetrics(MeterRegistry registry, ClosedStocks closed) {
        Gauge.builder("stock.closed", closed, all -> all.all().size()).register(registry);
        Gauge.builder(
                        "stock.closed.failed",
                        closed,
                        all -> all.all().stream()
                                .filter(ClosedStocks.Closed::failed)
                                .count())
                .register(registry);
        whole = registry.counter("stock.rebuilds", "outcome", "whole");
        failed = registry.counter("stock.rebuilds", "outcome", "failed");
        kept = registry.counter("stock.rebuild.claims", "fate", "kept");
        dropped = registry.counter("stock.rebuild.claims", "fate", "dropped");
        time = registry.timer("stock.rebuild");
    }

    void rebuilt(Image image, long nanos) {
        whole.increment();
        kept.increment(image.unpublished().size());
        dropped.increment(image.dropped());
        time.record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed() {
        failed.increment();
    }
}
