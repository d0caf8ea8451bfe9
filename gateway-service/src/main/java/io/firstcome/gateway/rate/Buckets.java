package io.firstcome.gateway.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A token bucket per key, each a single number: the time at which the bucket will be full again (the generic cell rate
 * algorithm, ITU-T I.371). Taking costs a look-up and a compare-and-set. A bucket not used until it is full is forgotten; when
 * there are more keys than remembered, some get a fresh bucket: memory stays bounded, and nobody is refused wrongly.
 */
final class Buckets<K> {

    private final LongSupplier nanoClock;
    private final long nanosPerToken;
    private final long nanosPerBucket;
    private final Cache<K, AtomicLong> fullAgainAt;

    /**
     * @param rate       tokens per second and tokens in a full bucket
     * @param remembered how many keys at most
     * @param nanoClock  a monotonic clock in nanoseconds
     */
    Buckets(RateProperties.Rate rate, int remembered, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.nanosPerToken = Duration.ofSeconds(1).toNanos() / rate.perSecond();
        this.nanosPerBucket = nanosPerToken * rate.burst();
        this.fullAgainAt = Caffeine.newBuilder()
                .maximumSize(remembered)
                .expireAfterAccess(Duration.ofNanos(nanosPerBucket))
                .ticker(nanoClock::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Takes a token.
     *
     * @return 0 when there was one; else the nanoseconds until there will be one
     */
    long take(K key) {
        long now = nanoClock.getAsLong();
        AtomicLong bucket = fullAgainAt.getIfPresent(key);
        if (bucket == null) {
            bucket = fullAgainAt.get(key, fresh -> new AtomicLong(now));
        }
        while (true) {
            long full = bucket.get();
            long next = (full - now > 0 ? full : now) + nanosPerToken;
            long missing = next - now - nanosPerBucket;
            if (missing > 0) {
                return missing;
            }
            if (bucket.compareAndSet(full, next)) {
                return 0;
            }
        }
    }
}
