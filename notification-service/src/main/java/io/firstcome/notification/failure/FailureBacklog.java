package io.firstcome.notification.failure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The failures that nobody has dealt with, as the gauge {@code firstcome.failures.open} by {@code kind}. A counter begins anew with each process; this stays
 * up until the failure is closed. Asked of MySQL when it is read, at most every five seconds; not a number while it is away.
 */
@Component
class FailureBacklog {

    private static final String OPEN =
            "select kind, count(*) as n from failure where replayed_at is null group by kind";
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Clock clock;
    private Map<FailureKind, Double> last = Map.of();
    private Instant asked = Instant.EPOCH;

    FailureBacklog(JdbcClient jdbc, MeterRegistry registry, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        for (FailureKind kind : FailureKind.values()) {
            Gauge.builder("firstcome.failures.open", this, backlog -> backlog.now(kind))
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private synchronized double now(FailureKind kind) {
        Instant now = clock.instant();
        if (asked.plus(FRESH).isBefore(now)) {
            asked = now;
            last = ask();
        }
        return last.getOrDefault(kind, Double.NaN);
    }

    private Map<FailureKind, Double> ask() {
        Map<FailureKind, Double> open = new EnumMap<>(FailureKind.class);
        for (FailureKind kind : FailureKind.values()) {
            open.put(kind, 0.0);
        }
        try {
            jdbc.sql(OPEN).query(row -> {
                open.put(FailureKind.valueOf(row.getString("kind")), row.getDouble("n"));
            });
            return open;
        } catch (DataAccessException away) {
            return Map.of();
        }
    }
}
