package io.firstcome.bench.lab.way;

import io.firstcome.kit.redis.RedisScript;
import io.firstcome.stock.grant.GuardedLedger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisTimeoutException;
import org.redisson.client.codec.StringCodec;

/**
 * Guards the steps of a grant by {@code SET key token NX PX}, tried again and again, and lets go by a script that deletes the key only while it
 * holds the own token. As safe as the lease is long: who is paused for longer meets a second holder when it wakes.
 */
final class SpinLockLedger extends GuardedLedger {

    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long SHORTEST_PAUSE_NANOS = 5_000_000;
    private static final long LONGEST_PAUSE_NANOS = 25_000_000;

    private final RedissonClient redisson;
    private final RedisScript release;

    SpinLockLedger(RedissonClient redisson, Clock clock) {
        super(redisson, clock);
        this.redisson = redisson;
        this.release = new RedisScript(redisson, SpinLockLedger.class, "release-lock.lua");
    }

    @Override
    protected <T> T guarded(long eventId, Supplier<T> work) {
        String key = "lock:spin:{" + eventId + "}";
        String token = Long.toHexString(ThreadLocalRandom.current().nextLong());
        acquire(redisson.getBucket(key, StringCodec.INSTANCE), token);
        try {
            return work.get();
        } finally {
            release.run(List.of(key), token);
        }
    }

    private static void acquire(RBucket<String> lock, String token) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!lock.setIfAbsent(token, LEASE)) {
            if (System.nanoTime() > until) {
                throw new RedisTimeoutException("The spin lock was not free within " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS));
        }
    }
}
