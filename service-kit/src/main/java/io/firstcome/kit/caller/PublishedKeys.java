package io.firstcome.kit.caller;

import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import java.security.Key;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys fetched from a JWK set (RFC 7517) and kept. They are fetched again when a token names a key that is not among
 * them, at most once in {@link #PAUSE}, so that tokens with invented key ids cannot cause a storm. While the set cannot
 * be fetched, the keys known from before go on to serve, and of any other key nothing is said.
 */
public final class PublishedKeys implements VerificationKeys {

    private static final Logger log = LoggerFactory.getLogger(PublishedKeys.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Supplier<String> source;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Map<String, Key> keys = Map.of();
    private volatile boolean failed;
    private volatile long fetchedAt = System.nanoTime() - PAUSE.toNanos();

    /** Takes where the JWK set comes from; the source may block and may throw. */
    public PublishedKeys(Supplier<String> source) {
        this.source = source;
    }

    @Override
    public Optional<Key> find(String keyId) {
        Key key = keys.get(keyId);
        if (key == null && mayFetch()) {
            refresh();
            key = keys.get(keyId);
        }
        if (key == null && (keys.isEmpty() || failed)) {
            throw new KeysUnavailable();
        }
        return Optional.ofNullable(key);
    }

    /** Returns a known key without ever fetching; for callers that must not block. */
    public Optional<Key> known(String keyId) {
        if (keys.isEmpty()) {
            throw new KeysUnavailable();
        }
        return Optional.ofNullable(keys.get(keyId));
    }

    /** Fetches the set now, unless another thread is at it, which is then waited for. A failure is logged and changes nothing. */
    public void refresh() {
        long asked = System.nanoTime();
        fetching.lock();
        try {
            if (fetchedAt - asked > 0) {
                return;
            }
            keys = Jwks.setParser().build().parse(source.get()).getKeys().stream()
                    .collect(Collectors.toUnmodifiableMap(Jwk::getId, Jwk::toKey));
            failed = false;
        } catch (RuntimeException e) {
            failed = true;
            log.warn("The keys of auth-service could not be fetched: {}", e.toString());
        } finally {
            fetchedAt = System.nanoTime();
            fetching.unlock();
        }
    }

    private boolean mayFetch() {
        return System.nanoTime() - fetchedAt > PAUSE.toNanos();
    }
}
