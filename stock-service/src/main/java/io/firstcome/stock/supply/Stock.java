package io.firstcome.stock.supply;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.kit.problem.ProblemException;
import io.firstcome.stock.grant.StockLedger;
import io.firstcome.stock.grant.UnknownStock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sets and tells the stock of events. Setting takes two steps, Redis and MySQL, so it happens under a lock of the event.
 * Redis goes first because it alone can refuse (more is granted); when MySQL then fails, Redis is set back.
 */
@Component
class Stock {

    private static final Logger log = LoggerFactory.getLogger(Stock.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final long WAIT_SECONDS = 2;

    private final StockLedger ledger;
    private final Supplies supplies;
    private final RedissonClient redisson;
    private final Clock clock;

    Stock(StockLedger ledger, Supplies supplies, RedissonClient redisson, Clock clock) {
        this.ledger = ledger;
        this.supplies = supplies;
        this.redisson = redisson;
        this.clock = clock;
    }

    /** Sets the quantity, opening the stock of a new event; gives the level afterwards. */
    StockLevel set(long eventId, long quantity) {
        RLock lock = redisson.getLock("lock:supply:" + eventId);
        take(lock, eventId);
        try {
            // A stock on record that Redis does not have was lost, and must not be opened anew as if nothing were
            // granted.
            boolean onRecord = supplies.existsById(eventId);
            Optional<Long> before = ledger.setQuantity(eventId, quantity, !onRecord);
            if (before.isEmpty()) {
                throw ProblemException.of(
                                ProblemCode.BELOW_GRANTED, "More than " + quantity + " units are granted already.")
                        .with("granted", level(eventId).granted());
            }
            record(eventId, quantity, before.get());
            return level(eventId);
        } finally {
            lock.unlock();
        }
    }

    /** Gives the level of an event. */
    StockLevel level(long eventId) {
        return ledger.levels(List.of(eventId)).stream().findFirst().orElseThrow(() -> new UnknownStock(eventId));
    }

    /** Gives the levels of those events that Redis has a stock of. */
    List<StockLevel> levels(List<Long> eventIds) {
        return ledger.levels(eventIds);
    }

    private void record(long eventId, long quantity, long before) {
        try {
            supplies.save(new Supply(eventId, quantity, clock.instant()));
        } catch (RuntimeException e) {
            log.error("The quantity of event {} could not be recorded; Redis is set back to {}", eventId, before, e);
            ledger.setQuantity(eventId, before, false);
            throw e;
        }
    }

    private static void take(RLock lock, long eventId) {
        try {
            if (lock.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.tryAgain(
                ProblemCode.UNAVAILABLE, RETRY, "The stock of event " + eventId + " is being changed.", null);
    }
}
