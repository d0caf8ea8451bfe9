package io.firstcome.gateway.caller;

import io.firstcome.kit.caller.PublishedKeys;
import io.firstcome.kit.caller.VerificationKeys.KeysUnavailable;
import java.security.Key;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The published keys, for callers that must not block: known ones are a look-up in memory, and a fetch is something to wait for
 * without a thread. However many wait, there is one fetch, and at most one in {@link #PAUSE}: tokens with invented key ids
 * cause no storm.
 */
final class Keys {

    private static final Logger log = LoggerFactory.getLogger(Keys.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** The longest that a request waits for a fetch; far more than a fetch may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final PublishedKeys published;
    private final Duration refresh;
    private final Duration patience;
    private final AtomicReference<Mono<Void>> coming = new AtomicReference<>();
    private volatile long lastStart = System.nanoTime() - PAUSE.toNanos();
    private volatile boolean lastFailed;
    private volatile boolean answered;
    private volatile Disposable regularly;

    /**
     * @param source  fetches the JWK set; may block and may throw
     * @param refresh how often the set is fetched when nobody asks for it
     */
    Keys(Supplier<String> source, Duration refresh) {
        this(source, refresh, PATIENCE);
    }

    Keys(Supplier<String> source, Duration refresh, Duration patience) {
        this.published = new PublishedKeys(() -> fetch(source));
        this.refresh = refresh;
        this.patience = patience;
    }

    /** Fetches the keys now and then again and again: soon while none are known, else as often as set. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        regularly = Mono.defer(this::refreshed)
                .then(Mono.defer(() -> Mono.delay(lastFailed ? PAUSE : refresh)))
                .repeat()
                .subscribe(tick -> {}, e -> log.error("Keys are no longer fetched regularly", e));
    }

    void stop() {
        if (regularly != null) {
            regularly.dispose();
        }
    }

    /** Returns a key from memory, empty when there is none of this id; throws {@link KeysUnavailable} before the first fetch. */
    Optional<Key> known(String id) {
        return published.known(id);
    }

    /** Returns whether the last fetch failed, and so recently that another is not worth waiting for. */
    boolean failedJustNow() {
        return lastFailed && System.nanoTime() - lastStart < 2 * PAUSE.toNanos();
    }

    /** Returns the end, good or bad, of the next fetch: one that begins after this call. Whoever loses patience does not end it for others. */
    Mono<Void> refreshed() {
        while (true) {
            Mono<Void> next = coming.get();
            if (next != null) {
                return next.timeout(patience).onErrorComplete();
            }
            Duration wait = PAUSE.minusNanos(System.nanoTime() - lastStart);
            Mono<Void> mine = Mono.delay(wait.isNegative() ? Duration.ZERO : wait)
                    .publishOn(Schedulers.boundedElastic())
                    .then(Mono.<Void>fromRunnable(this::fetchNow))
                    .cache();
            coming.compareAndSet(null, mine);
        }
    }

    private void fetchNow() {
        lastStart = System.nanoTime();
        coming.set(null);
        answered = false;
        published.refresh();
        lastFailed = !answered || noneKnown();
    }

    private String fetch(Supplier<String> source) {
        String set = source.get();
        answered = true;
        return set;
    }

    private boolean noneKnown() {
        try {
            published.known("");
            return false;
        } catch (KeysUnavailable e) {
            return true;
        }
    }
}
