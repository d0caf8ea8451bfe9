package io.firstcome.gateway.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.gateway.answer.Refusal;
import io.firstcome.kit.caller.AccessTokens;
import io.firstcome.kit.caller.Caller;
import io.firstcome.kit.caller.VerificationKeys.KeysUnavailable;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Judges access tokens. Runs on event loops: it never blocks, and waits for keys only when a token names one that is not known.
 * Verifying a signature costs about as much as everything else the gateway does for a request, so tokens are remembered,
 * the good ones and, for a shorter time, the bad ones.
 */
@Component
public final class Callers {

    private static final Mono<Verdict> NONE =
            unknown(ProblemCode.UNAUTHENTICATED, "Send an access token as 'Authorization: Bearer …'.");
    private static final Mono<Verdict> BAD =
            unknown(ProblemCode.INVALID_TOKEN, "Expired, ended by a logout, or not issued by us.");
    private static final Mono<Verdict> UNDECIDED = Mono.just(
            new Verdict.Undecided(new Refusal(ProblemCode.UNAVAILABLE, "Tokens cannot be verified at present.")));

    /** Our tokens are shorter; a header can be padded, and whoever does so must not fill the memory. */
    private static final int REMEMBERED_LENGTH = 2_000;

    /** What is refused stays refused, but for a key that is published under an id that another one had. */
    private static final Duration REFUSED_FOR = Duration.ofMinutes(1);

    private static final int MAX_WAITING_FOR_KEYS = 1_000;

    private final AccessTokens tokens;
    private final Keys keys;
    private final RevokedTokens revoked;
    private final Clock clock;
    private final Cache<String, Verdict.Known> verified;
    private final Cache<String, Boolean> refused;
    private final AtomicInteger waitingForKeys = new AtomicInteger();

    Callers(Keys keys, RevokedTokens revoked, Clock clock, TokenProperties properties) {
        this.tokens = new AccessTokens(this::key, clock);
        this.keys = keys;
        this.revoked = revoked;
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .maximumSize(properties.remembered())
                .expireAfterWrite(properties.rememberedFor())
                .executor(Runnable::run)
                .build();
        this.refused = Caffeine.newBuilder()
                .maximumSize(properties.refusedRemembered())
                .expireAfterWrite(REFUSED_FOR)
                .executor(Runnable::run)
                .build();
    }

    /** Judges the {@code Authorization} header of a request. */
    public Mono<Verdict> judge(ServerHttpRequest request) {
        String header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return NONE;
        }
        try {
            return verdict(header);
        } catch (UnknownKey e) {
            // Its key may have been published after we last looked: a good token must not be refused for that.
            return afterRefresh(header);
        } catch (KeysUnavailable e) {
            return keys.failedJustNow() ? UNDECIDED : afterRefresh(header);
        }
    }

    /** Whoever invents key ids must not fill the memory with requests that wait. */
    private Mono<Verdict> afterRefresh(String header) {
        return Mono.defer(() -> {
            Mono<Verdict> verdict = waitingForKeys.incrementAndGet() > MAX_WAITING_FOR_KEYS
                    ? UNDECIDED
                    : keys.refreshed().then(Mono.defer(() -> secondTry(header)));
            return verdict.doFinally(end -> waitingForKeys.decrementAndGet());
        });
    }

    private Mono<Verdict> secondTry(String header) {
        try {
            return verdict(header);
        } catch (UnknownKey e) {
            return keys.failedJustNow() ? UNDECIDED : BAD;
        } catch (KeysUnavailable e) {
            return UNDECIDED;
        }
    }

    private Mono<Verdict> verdict(String header) {
        Verdict.Known known = verified.getIfPresent(header);
        if (known == null) {
            if (refused.getIfPresent(header) != null) {
                return BAD;
            }
            Optional<Caller> caller = tokens.verifyHeader(header);
            if (caller.isEmpty()) {
                if (header.length() <= REMEMBERED_LENGTH) {
                    refused.put(header, true);
                }
                return BAD;
            }
            known = new Verdict.Known(caller.get());
            if (header.length() <= REMEMBERED_LENGTH) {
                verified.put(header, known);
            }
        }
        Caller caller = known.caller();
        boolean ended = revoked.contains(caller.tokenId()) || caller.expiresAt().toEpochMilli() <= clock.millis();
        return ended ? BAD : Mono.just(known);
    }

    private Optional<Key> key(String id) {
        Optional<Key> key = keys.known(id);
        if (key.isEmpty()) {
            throw new UnknownKey();
        }
        return key;
    }

    private static Mono<Verdict> unknown(ProblemCode code, String detail) {
        return Mono.just(new Verdict.Unknown(new Refusal(code, detail)));
    }

    /** Tells a token with a key we do not know from one that is bad. Without stack trace: it may come as often as requests do. */
    private static final class UnknownKey extends RuntimeException {
        UnknownKey() {
            super("unknown key", null, false, false);
        }
    }
}
