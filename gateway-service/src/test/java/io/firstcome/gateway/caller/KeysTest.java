package io.firstcome.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.firstcome.gateway.TestTokens;
import io.firstcome.kit.caller.VerificationKeys.KeysUnavailable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class KeysTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicInteger fetches = new AtomicInteger();

    @Test
    void howeverManyWaitThereIsOneFetch() {
        Keys keys = new Keys(this::fetch, Duration.ofHours(1));

        Flux.merge(IntStream.range(0, 1_000).mapToObj(i -> keys.refreshed()).toList())
                .blockLast(PATIENCE);

        assertThat(fetches).hasValue(1);
        assertThat(keys.known(TestTokens.KEY_ID)).isPresent();
        assertThat(keys.known("another")).isEmpty();
        assertThat(keys.failedJustNow()).isFalse();
    }

    @Test
    void whoWaitsWaitsForAFetchThatBeginsAfterwardsAndTheyDoNotFollowOneAnotherAtOnce() {
        Keys keys = new Keys(this::fetch, Duration.ofHours(1));
        long start = System.nanoTime();

        keys.refreshed().block(PATIENCE);
        keys.refreshed().block(PATIENCE);

        assertThat(fetches).hasValue(2);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_900));
    }

    @Test
    void whoLosesPatienceDoesNotEndTheFetchForAllTimes() {
        Keys keys = new Keys(this::fetch, Duration.ofHours(1), Duration.ofMillis(100));
        keys.refreshed().block(PATIENCE);

        keys.refreshed().block(PATIENCE);
        assertThat(fetches).hasValue(1);

        await().atMost(PATIENCE).untilAtomic(fetches, equalTo(2));
    }

    @Test
    void beforeTheFirstFetchNothingIsSaidOfAnyKey() {
        Keys keys = new Keys(
                () -> {
                    throw new IllegalStateException("away");
                },
                Duration.ofHours(1));

        keys.refreshed().block(PATIENCE);

        assertThat(keys.failedJustNow()).isTrue();
        assertThatThrownBy(() -> keys.known(TestTokens.KEY_ID)).isInstanceOf(KeysUnavailable.class);
    }

    private String fetch() {
        fetches.incrementAndGet();
        return TestTokens.keySet(TestTokens.KEY_ID, TestTokens.KEYS);
    }
}
