package io.firstcome.notification.mail;

import io.firstcome.notification.UtcColumn;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What waits in the queue, as gauges: {@code firstcome.mail.pending} (mails) and {@code firstcome.mail.queue.age} (seconds since
 * the oldest was queued). Asked of MySQL when they are read, at most every five seconds; not a number while it is away.
 */
@Component
class MailBacklog {

    private static final String PENDING =
            "select count(*) as n, min(queued_at) as oldest from mail where state = 'PENDING'";
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Backlog UNKNOWN = new Backlog(Double.NaN, Double.NaN);

    private final JdbcClient jdbc;
    private final Clock clock;
    private Backlog last = UNKNOWN;
    private Instant asked = Instant.EPOCH;

    MailBacklog(JdbcClient jdbc, MeterRegistry registry, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        gauge(registry, "firstcome.mail.pending", null, Backlog::pending);
        gauge(registry, "firstcome.mail.queue.age", "seconds", Backlog::age);
    }

    private void gauge(MeterRegistry registry, String name, String unit, ToDoubleFunction<Backlog> figure) {
        Gauge.builder(name, this, backlog -> figure.applyAsDouble(backlog.now()))
                .baseUnit(unit)
                .register(registry);
    }

    private synchronized Backlog now() {
        Instant now = clock.instant();
        if (asked.plus(FRESH).isBefore(now)) {
            asked = now;
            last = ask(now);
        }
        return last;
    }

    private Backlog ask(Instant now) {
        try {
            return jdbc.sql(PENDING)
                    .query((row, number) -> {
                        long pending = row.getLong("n");
                        Instant oldest = pending == 0 ? now : UtcColumn.read(row, "oldest");
                        return new Backlog(
                                pending,
                                Math.max(0, Duration.between(oldest, now).toMillis()) / 1000.0);
                    })
                    .single();
        } catch (DataAccessException away) {
            return UNKNOWN;
        }
    }

    private record Backlog(double pending, double age) {}
}
