package io.firstcome.stock.supply;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.kit.problem.ProblemException;
import io.firstcome.stock.grant.ClosedStocks;
import io.firstcome.stock.grant.Fault;
import io.firstcome.stock.grant.StockLedger;
import io.firstcome.stock.grant.UnknownStock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sets and tells the stock of events. Setting takes two steps, so it happens under a lock of the event, and in an order by which the
 * quantity in MySQL is never less than the one in Redis, whatever fails in between: Redis is rebuilt with the one in MySQL. More is written
 * to MySQL first; less goes to Redis first, which alone can refuse it (more is granted).
 */
@Component
class Stock {

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final long WAIT_SECONDS = 2;

    private final StockLedger ledger;
    private final ClosedStocks closed;
    private final Supplies supplies;
    private final TransactionTemplate transaction;
    private final RedissonClient redisson;
    private final Clock clock;

    Stock(
            StockLedger ledger,
            ClosedStocks closed,
            Supplies supplies,
            TransactionTemplate transaction,
            RedissonClient redisson,
            Clock clock) {
        this.ledger = ledger;
        this.closed = closed;
        this.supplies = supplies;
        this.transaction = transaction;
        this.redisson = redisson;
        this.clock = clock;
    }

    /**
     * Sets the quantity, opening the stock of a new event; gives the level afterwards. Of an event that is closed the quantity can be
     * raised; it is tried to rebuild it at once then.
     */
    StockLevel set(long eventId, long quantity) {
        RLock lock = redisson.getLock("lock:supply:" + eventId);
        take(lock, eventId);
        try {
            Optional<Supply> onRecord = supplies.findById(eventId);
            if (onRecord.isPresent() && quantity < onRecord.get().quantity()) {
                lower(eventId, quantity);
            } else {
                raise(eventId, quantity, onRecord.isEmpty());
            }
            return level(eventId);
        } finally {
            // That Redis lost the lock meanwhile is no reason to call a failure what was done.
            lock.unlockAsync();
        }
    }

    private void lower(long eventId, long quantity) {
        // The row is locked meanwhile, so that Redis is not rebuilt with the quantity before.
        transaction.executeWithoutResult(begun -> {
            lockRow(eventId);
            refuseLessThanGranted(eventId, quantity, ledger.setQuantity(eventId, quantity, false));
            record(eventId, quantity);
        });
    }

    private void raise(long eventId, long quantity, boolean isNew) {
        transaction.executeWithoutResult(begun -> {
            if (!isNew) {
                lockRow(eventId);
            }
            record(eventId, quantity);
        });
        try {
            // A stock on record that Redis does not have was lost, and must not be opened anew as if nothing were
            // granted.
            refuseLessThanGranted(eventId, quantity, ledger.setQuantity(eventId, quantity, isNew));
        } catch (UnknownStock beingRebuilt) {
            closed.suspect(eventId);
            closed.tryNow(eventId);
        }
    }

    private void refuseLessThanGranted(long eventId, long quantity, Optional<Long> before) {
        if (before.isEmpty()) {
            throw ProblemException.of(
                            ProblemCode.BELOW_GRANTED, "More than " + quantity + " units are granted already.")
                    .with("granted", level(eventId).granted());
        }
    }

    private void lockRow(long eventId) {
        if (supplies.lock(List.of(eventId)).isEmpty()) {
            throw busy("The stock of event " + eventId + " is being rebuilt.");
        }
    }

    private void record(long eventId, long quantity) {
        supplies.save(new Supply(eventId, quantity, clock.instant()));
    }

    /** Gives the level of an event that is on record. What Redis has lost counts as nothing; the level says that it is closed. */
    StockLevel level(long eventId) {
        return levels(List.of(eventId)).stream()
                .findFirst()
                .or(() -> supplies.findById(eventId).map(this::lost))
                .orElseThrow(() -> new UnknownStock(eventId));
    }

    /** Gives the levels of those events that Redis has a stock of. */
    List<StockLevel> levels(List<Long> eventIds) {
        List<StockLevel> levels = ledger.levels(eventIds).stream()
                .map(level -> level.closedBecause() == null ? level : explained(level))
                .toList();
        if (levels.size() < eventIds.size()) {
            Set<Long> found = levels.stream().map(StockLevel::eventId).collect(Collectors.toSet());
            eventIds.stream().filter(id -> !found.contains(id)).forEach(closed::suspect);
        }
        return levels;
    }

    private StockLevel lost(Supply supply) {
        return explained(new StockLevel(supply.eventId(), supply.quantity(), 0, 0, Fault.MISSING.text()));
    }

    /** With the reason that is known here, which may tell more than Redis does. */
    private StockLevel explained(StockLevel level) {
        long eventId = level.eventId();
        closed.suspect(eventId);
        return new StockLevel(
                eventId,
                level.quantity(),
                level.granted(),
                level.unpublished(),
                closed.because(eventId).orElse(level.closedBecause()));
    }

    private static void take(RLock lock, long eventId) {
        try {
            if (lock.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw busy("The stock of event " + eventId + " is being changed.");
    }

    private static ProblemException busy(String detail) {
        return ProblemException.tryAgain(ProblemCode.UNAVAILABLE, RETRY, detail, null);
    }
}
