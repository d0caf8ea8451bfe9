package io.firstcome.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.gateway.TestTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import reactor.core.publisher.Mono;

class CallersTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger looksAtTheClock = new AtomicInteger();
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            looksAtTheClock.incrementAndGet();
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    };
    private final Keys keys = new Keys(() -> TestTokens.keySet(TestTokens.KEY_ID, TestTokens.KEYS), LONG);
    private final Callers callers = new Callers(
            keys,
            new RevokedTokens(null, null, clock),
            clock,
            new TokenProperties("http://auth/keys", LONG, LONG, 10, LONG, 10));

    @BeforeEach
    void fetchKeys() {
        keys.refreshed().block();
    }

    /** Whether a token is expired is looked at when its signature has been found good, so looking at the clock tells of verifying. */
    @Test
    void aRefusedTokenIsNotVerifiedAgain() {
        String expired = "Bearer "
                + TestTokens.sign(
                        TestTokens.token(1).expiration(Date.from(Instant.now().minusSeconds(60))),
                        TestTokens.KEY_ID,
                        TestTokens.KEYS);

        assertThat(judge(expired).block()).isInstanceOf(Verdict.Unknown.class);
        int looks = looksAtTheClock.get();
        assertThat(looks).isPositive();

        assertThat(judge(expired).block()).isInstanceOf(Verdict.Unknown.class);
        assertThat(looksAtTheClock).hasValue(looks);
    }

    @Test
    void ofThoseWhoseKeyIsNotKnownOnlySoManyWait() {
        String invented = "Bearer " + TestTokens.sign(TestTokens.token(1), "invented", TestTokens.KEYS);
        var waiting =
                Stream.generate(() -> judge(invented).toFuture()).limit(1_000).toList();

        assertThat(judge(invented).toFuture())
                .as("one more")
                .isCompletedWithValueMatching(Verdict.Undecided.class::isInstance);

        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(waiting).allSatisfy(verdict -> assertThat(verdict.join()).isInstanceOf(Verdict.Unknown.class));
    }

    private Mono<Verdict> judge(String header) {
        return callers.judge(
                MockServerHttpRequest.get("/").header("Authorization", header).build());
    }
}
