package io.firstcome.event.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The last report of each event as gauges, the same on every instance: {@code reconcile.granted}, {@code reconcile.unpublished},
 * {@code reconcile.settled}, {@code reconcile.mails} by {@code state}, and
 * <pre>  reconcile.difference = granted − unpublished − settled</pre>
 * which is 0 at rest. {@code reconcile.drift} counts the claims that only one store has though nothing is under way with them: anything
 * but 0 is an alert. {@code reconcile.at} is the time of the look, in epoch seconds.
 */
@Component
class ReconcileMetrics {

    private final MultiGauge granted;
    private final MultiGauge unpublished;
    private final MultiGauge settled;
    private final MultiGauge mails;
    private final MultiGauge difference;
    private final MultiGauge drift;
    private final MultiGauge at;

    ReconcileMetrics(MeterRegistry registry) {
        granted = MultiGauge.builder("reconcile.granted").register(registry);
        unpublished = MultiGauge.builder("reconcile.unpublished").register(registry);
        settled = MultiGauge.builder("reconcile.settled").register(registry);
        mails = MultiGauge.builder("reconcile.mails").register(registry);
        difference = MultiGauge.builder("reconcile.difference").register(registry);
        drift = MultiGauge.builder("reconcile.drift").register(registry);
        at = MultiGauge.builder("reconcile.at").baseUnit("seconds").register(registry);
    }

    /** Shows these reports and no others. */
    void show(Map<Long, Reconciliation> reports) {
        show(granted, reports, Reconciliation::granted);
        show(unpublished, reports, Reconciliation::unpublished);
        show(settled, reports, Reconciliation::settled);
        show(difference, reports, Reconciliation::difference);
        show(drift, reports, Reconciliation::drift);
        show(at, reports, report -> report.at().getEpochSecond());
        mails.register(
                reports.entrySet().stream()
                        .flatMap(one -> mails(one.getKey(), one.getValue().mails()))
                        .toList(),
                true);
    }

    private static void show(
            MultiGauge gauge, Map<Long, Reconciliation> reports, ToLongFunction<Reconciliation> figure) {
        List<Row<?>> rows = reports.entrySet().stream()
                .<Row<?>>map(one -> Row.of(of(one.getKey()), figure.applyAsLong(one.getValue())))
                .toList();
        gauge.register(rows, true);
    }

    private static Stream<Row<?>> mails(long event, Reconciliation.Mails mails) {
        return Stream.of(
                Row.of(of(event).and("state", "pending"), mails.pending()),
                Row.of(of(event).and("state", "sent"), mails.sent()),
                Row.of(of(event).and("state", "failed"), mails.failed()),
                Row.of(of(event).and("state", "no-address"), mails.noAddress()));
    }

    private static Tags of(long event) {
        return Tags.of("event", String.valueOf(event));
    }
}
