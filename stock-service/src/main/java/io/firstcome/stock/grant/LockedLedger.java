package io.firstcome.stock.grant;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisTimeoutException;

/**
 * Grants under Redisson's lock. It is the way most projects do it, kept to be compared and held to the same contract; every batch
 * pays for the lock and for several round trips.
 */
public final class LockedLedger extends GuardedLedger {

    private static final long WAIT_SECONDS = 2;

    /** Takes what it reads, writes and locks with, and the clock that dates grants. */
    public LockedLedger(RedissonClient redisson, Clock clock) {
        super(redisson, clock);
    }

    @Override
    protected <T> T guarded(long eventId, Supplier<T> work) {
        RLock lock = redisson.getLock("lock:ledger:" + eventId);
        try {
            if (!lock.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new RedisTimeoutException(
                        "The lock of event " + eventId + " was not free within " + WAIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisTimeoutException("Interrupted while waiting for the lock of event " + eventId);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
