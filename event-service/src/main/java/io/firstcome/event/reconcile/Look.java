package io.firstcome.event.reconcile;

import io.firstcome.contracts.settle.SettledCounts;
import io.firstcome.contracts.stock.EventIds;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.event.catalog.Event;
import io.firstcome.event.status.SettledClient;
import io.firstcome.event.stock.StockClient;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One look at both stores of an event. */
@Component
class Look {

    private static final Logger log = LoggerFactory.getLogger(Look.class);

    private static final int NAMED_IN_THE_LOG = 10;

    private final StockClient stock;
    private final SettledClient settled;
    private final Comparison comparison;
    private final Clock clock;

    Look(StockClient stock, SettledClient settled, Comparison comparison, Clock clock) {
        this.stock = stock;
        this.settled = settled;
        this.comparison = comparison;
        this.clock = clock;
    }

    /** Returns the levels of those events that have a stock. */
    List<StockLevel> levels(Collection<Event> events) {
        return stock.levels(new EventIds(events.stream().map(Event::id).toList()))
                .levels();
    }

    /**
     * Counts, and compares claim by claim where that is asked for. A stock that is closed is being rebuilt, and not compared.
     *
     * @param level  what Redis has, read a moment ago
     * @param before the last report; null when there is none
     */
    Reconciliation at(StockLevel level, Reconciliation before, boolean claimByClaim) {
        Instant now = clock.instant();
        SettledCounts counts = settled.counts(level.eventId());
        List<OneSided> drift =
                claimByClaim && level.closedBecause() == null ? comparison.of(level.eventId()) : List.of();
        if (!drift.isEmpty()) {
            log.error(
                    "Event {}: {} claims are in Redis or in MySQL alone, and nothing is under way with them: {}",
                    level.eventId(),
                    drift.size(),
                    first(NAMED_IN_THE_LOG, drift));
        }
        long difference = level.granted() - level.unpublished() - counts.settled();
        return new Reconciliation(
                now,
                level.granted(),
                level.unpublished(),
                counts.settled(),
                new Reconciliation.Mails(
                        counts.mailsPending(), counts.mailsSent(), counts.mailsFailed(), counts.mailsWithoutAddress()),
                difference,
                difference == 0 && drift.isEmpty() ? null : since(before, now),
                drift.size(),
                first(Reconciliation.MOST_NAMED, drift));
    }

    private static Instant since(Reconciliation before, Instant now) {
        return before != null && before.isSuspicious() ? before.since() : now;
    }

    private static List<OneSided> first(int most, List<OneSided> drift) {
        return drift.stream()
                .sorted(Comparator.comparingLong(OneSided::rank))
                .limit(most)
                .toList();
    }
}
