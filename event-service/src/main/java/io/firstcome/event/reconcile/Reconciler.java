package io.firstcome.event.reconcile;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.event.catalog.Event;
import io.firstcome.event.catalog.EventCatalog;
import io.firstcome.kit.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.redisson.api.RLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks every minute whether Redis and MySQL agree on each event that is open or was within the last hour, one instance at a time. Counting is
 * cheap, and claims under way make the counts differ for a moment. Only when they differ at two looks in a row between which nothing was granted,
 * or at all looks for ten minutes, are the claims themselves compared. What that finds is drift: an error in the log, a gauge, and the
 * users in the report.
 */
@Component
class Reconciler {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration NEVER_QUIET = Duration.ofMinutes(10);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final long WAIT_SECONDS = 2;

    private final EventCatalog catalog;
    private final Look look;
    private final Reports reports;
    private final ReconcileMetrics metrics;
    private final ReconcileProperties properties;
    private final Clock clock;

    Reconciler(
            EventCatalog catalog,
            Look look,
            Reports reports,
            ReconcileMetrics metrics,
            ReconcileProperties properties,
            Clock clock) {
        this.catalog = catalog;
        this.look = look;
        this.reports = reports;
        this.metrics = metrics;
        this.properties = properties;
        this.clock = clock;
    }

    /** Looks at the events that are due, if no other instance is at it, and shows what is known of all. A failure is logged; the next round tries again. */
    @Scheduled(
            fixedDelayString = "${firstcome.reconcile.look-again}",
            initialDelayString = "${firstcome.reconcile.look-again}")
    void reconcile() {
        try {
            RLock lock = reports.lock();
            if (lock.tryLock()) {
                try {
                    lookAtAll();
                } finally {
                    lock.unlockAsync();
                }
            }
            metrics.show(reports.all());
        } catch (RuntimeException e) {
            log.warn("Redis and MySQL could not be reconciled: {}", e.toString());
        }
    }

    /** Looks at one event now, claim by claim, and returns the report. */
    Reconciliation reconcile(Event event) {
        RLock lock = reports.lock();
        take(lock);
        try {
            StockLevel level = look.levels(List.of(event)).stream()
                    .findFirst()
                    .orElseThrow(() -> tryAgain("The stock of event " + event.id() + " is not known at present."));
            Reconciliation report = look.at(level, reports.of(event.id()).orElse(null), true);
            reports.put(event.id(), report);
            return report;
        } finally {
            // That Redis lost the lock meanwhile is no reason to call a failure what was done.
            lock.unlockAsync();
        }
    }

    private void lookAtAll() {
        Instant now = clock.instant();
        Map<Long, Reconciliation> last = reports.all();
        List<Event> watched =
                catalog.all().stream().filter(event -> event.isRecent(now)).toList();
        reports.keepOnly(watched.stream().map(Event::id).collect(Collectors.toSet()));
        List<Event> due = watched.stream()
                .filter(event -> isDue(last.get(event.id()), now))
                .toList();
        if (due.isEmpty()) {
            return;
        }
        for (StockLevel level : look.levels(due)) {
            Reconciliation before = last.get(level.eventId());
            try {
                reports.put(level.eventId(), look.at(level, before, isWorthComparing(before, level, now)));
            } catch (RuntimeException e) {
                log.warn("Event {} could not be reconciled: {}", level.eventId(), e.toString());
            }
        }
    }

    private boolean isDue(Reconciliation last, Instant now) {
        return last == null || last.isSuspicious() || !now.isBefore(last.at().plus(properties.every()));
    }

    private static boolean isWorthComparing(Reconciliation before, StockLevel level, Instant now) {
        return before != null
                && before.isSuspicious()
                && (before.drift() > 0
                        || before.granted() == level.granted()
                        || !now.isBefore(before.since().plus(NEVER_QUIET)));
    }

    private static void take(RLock lock) {
        try {
            if (lock.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw tryAgain("Events are being reconciled already; GET /api/admin/event/stock tells the result.");
    }

    private static ProblemException tryAgain(String detail) {
        return ProblemException.tryAgain(ProblemCode.UNAVAILABLE, RETRY, detail, null);
    }
}
