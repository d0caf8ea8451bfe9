package io.firstcome.gateway.caller;

import io.firstcome.contracts.fold.EdgeSignals;
import io.firstcome.gateway.signal.Signals;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.ScoredEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The access tokens that were ended early, by a logout, and are not expired yet. Each is known here at most as long as a token
 * lives, so their number is that of the logouts of a quarter of an hour.
 */
@Component
final class RevokedTokens {

    private static final Logger log = LoggerFactory.getLogger(RevokedTokens.class);
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final Signals signals;
    private final RedissonClient redis;
    private final Clock clock;
    private final Map<String, Long> expiryById = new ConcurrentHashMap<>();
    private volatile long sweptAt;

    RevokedTokens(Signals signals, RedissonClient redis, Clock clock) {
        this.signals = signals;
        this.redis = redis;
        this.clock = clock;
    }

    /** Signals are heard before the set is read, so that nothing falls between the two. */
    @EventListener(ApplicationReadyEvent.class)
    void follow() {
        signals.follow(EdgeSignals.REVOKED_TOKENS_CHANNEL, this::add, this::readAll);
    }

    /** Returns whether the token with this id (jti) was ended. */
    boolean contains(String id) {
        return expiryById.containsKey(id);
    }

    /** Takes {@code jti:expiry}, the expiry in epoch milliseconds. */
    void add(String message) {
        int colon = message.lastIndexOf(':');
        try {
            expiryById.put(message.substring(0, colon), Long.parseLong(message.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            log.error("A signal about a revoked token cannot be read; its token goes on to be accepted here", e);
        }
        sweep();
    }

    private void readAll() {
        for (ScoredEntry<String> token : redis.<String>getScoredSortedSet(
                        EdgeSignals.REVOKED_TOKENS, StringCodec.INSTANCE)
                .entryRange(clock.millis(), true, Double.POSITIVE_INFINITY, true)) {
            expiryById.put(token.getValue(), token.getScore().longValue());
        }
        sweep();
    }

    /** Drops the expired, once in a while: to keep one of them a little longer harms nobody. */
    private void sweep() {
        long now = clock.millis();
        if (now - sweptAt > SWEEP.toMillis()) {
            sweptAt = now;
            expiryById.values().removeIf(expiry -> expiry <= now);
        }
    }
}
