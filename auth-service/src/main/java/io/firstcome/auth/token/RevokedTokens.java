package io.firstcome.auth.token;

import io.firstcome.auth.token.SessionStore.LiveAccess;
import io.firstcome.contracts.fold.EdgeSignals;
import java.time.Clock;
import java.util.Collection;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchOptions.ExecutionMode;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.stereotype.Component;

/**
 * Tells the gateways which access tokens are dead before their time ({@link EdgeSignals}). The set is written before the message:
 * a gateway that subscribes in between finds the token in the set, which it reads after it has subscribed.
 */
@Component
class RevokedTokens {

    private static final BatchOptions ALL_OR_NOTHING =
            BatchOptions.defaults().executionMode(ExecutionMode.REDIS_WRITE_ATOMIC);

    private final RedissonClient redisson;
    private final Clock clock;

    RevokedTokens(RedissonClient redisson, Clock clock) {
        this.redisson = redisson;
        this.clock = clock;
    }

    /** Makes the tokens dead everywhere; doing so again changes nothing. Drops from the set what has ended by itself. */
    void add(Collection<LiveAccess> tokens) {
        if (tokens.isEmpty()) {
            return;
        }
        RBatch batch = redisson.createBatch(ALL_OR_NOTHING);
        var all = batch.<String>getScoredSortedSet(EdgeSignals.REVOKED_TOKENS, StringCodec.INSTANCE);
        var channel = batch.getTopic(EdgeSignals.REVOKED_TOKENS_CHANNEL, StringCodec.INSTANCE);
        all.removeRangeByScoreAsync(Double.NEGATIVE_INFINITY, true, clock.millis(), true);
        for (LiveAccess token : tokens) {
            all.addAsync(token.expiresAt().toEpochMilli(), token.id());
        }
        for (LiveAccess token : tokens) {
            channel.publishAsync(token.id() + ":" + token.expiresAt().toEpochMilli());
        }
        batch.execute();
    }
}
