package io.firstcome.bench.lab.way;

import io.firstcome.stock.grant.GuardedLedger;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.redisson.api.RedissonClient;

/**
 * UNSAFE, for the lab only: guards the steps of a grant by something that other processes know nothing of, or by nothing. A second process
 * reads the same stock and gives the same units away.
 */
final class UnsafeLedger extends GuardedLedger {

    private final Guard guard;

    private UnsafeLedger(RedissonClient redisson, Clock clock, Guard guard) {
        super(redisson, clock);
        this.guard = guard;
    }

    /** Unsafe even within one process: everybody reads, decides and writes at the same time. */
    static UnsafeLedger withoutLock(RedissonClient redisson, Clock clock) {
        return new UnsafeLedger(redisson, clock, Supplier::get);
    }

    /** Unsafe as soon as there are two processes. */
    static UnsafeLedger withMonitor(RedissonClient redisson, Clock clock) {
        Object monitor = new Object();
        return new UnsafeLedger(redisson, clock, work -> {
            synchronized (monitor) {
                return work.get();
            }
        });
    }

    /** Unsafe as soon as there are two processes. */
    static UnsafeLedger withReentrantLock(RedissonClient redisson, Clock clock) {
        ReentrantLock lock = new ReentrantLock();
        return new UnsafeLedger(redisson, clock, work -> {
            lock.lock();
            try {
                return work.get();
            } finally {
                lock.unlock();
            }
        });
    }

    /** Unsafe as soon as there are two processes. */
    static UnsafeLedger withSemaphore(RedissonClient redisson, Clock clock) {
        Semaphore turn = new Semaphore(1);
        return new UnsafeLedger(redisson, clock, work -> {
            turn.acquireUninterruptibly();
            try {
                return work.get();
            } finally {
                turn.release();
            }
        });
    }

    /** No: what it gives away twice is what the lab wants to see. */
    @Override
    protected boolean stopsAtMiscount() {
        return false;
    }

    @Override
    protected <T> T guarded(long eventId, Supplier<T> work) {
        @SuppressWarnings("unchecked") // it gives what the work gives
        T result = (T) guard.around(work);
        return result;
    }

    private interface Guard {
        Object around(Supplier<?> work);
    }
}
