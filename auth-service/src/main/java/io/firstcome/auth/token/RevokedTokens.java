package io.firstcome.auth.token;

import io.firstcome.auth.token.SessionStore.LiveAccess;
import io.firstcome.contracts.fold.EdgeSignals;
import io.firstcome.kit.redis.RedisScript;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.redisson.api.RedissonClient;
import org.springframework.stereotype.Component;

/** Tells the gateways which access tokens are dead before their time ({@link EdgeSignals}). */
@Component
class RevokedTokens {

    private final RedisScript revoke;
    private final Clock clock;

    RevokedTokens(RedissonClient redisson, Clock clock) {
        this.revoke = new RedisScript(redisson, getClass(), "revoke-tokens.lua");
        this.clock = clock;
    }

    /** Makes the tokens dead everywhere; doing so again changes nothing. */
    void add(Collection<LiveAccess> tokens) {
        if (tokens.isEmpty()) {
            return;
        }
        List<Object> arguments = new ArrayList<>();
        arguments.add(EdgeSignals.REVOKED_TOKENS_CHANNEL);
        arguments.add(clock.millis());
        for (LiveAccess token : tokens) {
            arguments.add(token.id());
            arguments.add(token.expiresAt().toEpochMilli());
        }
        revoke.run(List.of(EdgeSignals.REVOKED_TOKENS), arguments.toArray());
    }
}
