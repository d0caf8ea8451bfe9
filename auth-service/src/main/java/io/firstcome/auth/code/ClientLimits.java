package io.firstcome.auth.code;

import io.firstcome.auth.secret.KeyedHash;
import io.firstcome.auth.secret.KeyedHash.Purpose;
import io.firstcome.kit.redis.RedisScript;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.redisson.api.RedissonClient;
import org.springframework.stereotype.Component;

/** Counts what one client address asks for per minute, for all instances together. Client addresses are personal data: Redis sees a keyed hash. */
@Component
class ClientLimits {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** What is counted. */
    enum Kind {
        SEND,
        CHECK
    }

    private final RedisScript count;
    private final KeyedHash hash;
    private final CodeProperties properties;

    ClientLimits(RedissonClient redisson, KeyedHash hash, CodeProperties properties) {
        this.count = new RedisScript(redisson, getClass(), "count-request.lua");
        this.hash = hash;
        this.properties = properties;
    }

    /** Counts a request; returns how long to wait when it is one too many. */
    Optional<Duration> exceeded(Kind kind, String clientAddress) {
        int limit = kind == Kind.SEND ? properties.sendsPerClientPerMinute() : properties.checksPerClientPerMinute();
        String key =
                "auth:client:" + kind.name().toLowerCase(Locale.ROOT) + ":" + hash.text(Purpose.CLIENT, clientAddress);
        List<Long> reply = count.run(List.of(key), limit, WINDOW.toMillis());
        return reply.getFirst() == 1 ? Optional.empty() : Optional.of(Duration.ofMillis(reply.get(1)));
    }
}
