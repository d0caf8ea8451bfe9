package io.firstcome.event.catalog;

import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.event.stock.StockLevelCache;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The stock of events as gauges by {@code event}, the same on every instance, up to three seconds old:
 * <pre>  stock.level.quantity = stock.level.granted + stock.level.remaining</pre>
 * and {@code stock.level.unpublished}, those of the granted claims that are not known to be on the log. Of events that are open or were within the last
 * hour, so that there are never more than matter; what is not known at present is not shown.
 */
@Component
class StockMetrics {

    private final EventCatalog catalog;
    private final StockLevelCache levels;
    private final Clock clock;
    private final MultiGauge quantity;
    private final MultiGauge granted;
    private final MultiGauge remaining;
    private final MultiGauge unpublished;

    StockMetrics(EventCatalog catalog, StockLevelCache levels, Clock clock, MeterRegistry registry) {
        this.catalog = catalog;
        this.levels = levels;
        this.clock = clock;
        quantity = MultiGauge.builder("stock.level.quantity").register(registry);
        granted = MultiGauge.builder("stock.level.granted").register(registry);
        remaining = MultiGauge.builder("stock.level.remaining").register(registry);
        unpublished = MultiGauge.builder("stock.level.unpublished").register(registry);
    }

    /** Looks at the levels. */
    @Scheduled(fixedDelayString = "${firstcome.catalog.stock-metrics-every}")
    void look() {
        Instant now = clock.instant();
        List<Long> watched = catalog.all().stream()
                .filter(event -> event.isRecent(now))
                .map(Event::id)
                .toList();
        Collection<StockLevel> known =
                watched.isEmpty() ? List.of() : levels.of(watched).values();
        show(quantity, known, StockLevel::quantity);
        show(granted, known, StockLevel::granted);
        show(remaining, known, StockLevel::remaining);
        show(unpublished, known, StockLevel::unpublished);
    }

    private static void show(MultiGauge gauge, Collection<StockLevel> levels, ToLongFunction<StockLevel> figure) {
        List<Row<?>> rows = levels.stream()
                .<Row<?>>map(
                        level -> Row.of(Tags.of("event", String.valueOf(level.eventId())), figure.applyAsLong(level)))
                .toList();
        gauge.register(rows, true);
    }
}
