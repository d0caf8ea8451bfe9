package io.firstcome.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.contracts.problem.ProblemCode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What a crowd looks at is asked for once. */
class SharedReadsTest extends GatewayTest {

    private final AtomicInteger asked = new AtomicInteger();
    /** Another one for each test, since answers are kept for a while. */
    private final String event = "/api/events/" + ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);

    @BeforeEach
    void answer() {
        EVENT.answer(request -> Mono.just(new FakeService.Told(200, "{\"n\":" + asked.incrementAndGet() + "}")));
    }

    @Test
    void aCrowdThatComesAtOnceIsAnsweredByOneQuestionAndNotCountedAsReaders() {
        Sinks.One<FakeService.Told> reply = Sinks.one();
        EVENT.answer(request -> reply.asMono());
        List<CompletableFuture<HttpResponse<String>>> crowd =
                Stream.generate(() -> sendAsync(request(event))).limit(150).toList();
        await().until(() -> !EVENT.asked.isEmpty());
        reply.tryEmitValue(new FakeService.Told(200, "{\"id\":7}"));

        for (CompletableFuture<HttpResponse<String>> each : crowd) {
            assertThat(each.join().statusCode()).isEqualTo(200);
            assertThat(each.join().body()).isEqualTo("{\"id\":7}");
            assertThat(each.join().headers().firstValue("Cache-Control")).hasValue("no-store");
        }
        assertThat(EVENT.asked).hasSize(1);
        assertThat(EVENT.asked.element().uri()).isEqualTo(event);
    }

    @Test
    void anAnswerIsToldForAMomentWithItsAgeAndThenAskedForAnew() {
        HttpResponse<String> first = send(request(event));
        await().untilAsserted(() -> {
            HttpResponse<String> later = send(request(event));
            assertThat(later.body()).isEqualTo(first.body());
            assertThat(later.headers().firstValueAsLong("Age-Millis").orElse(-1))
                    .isBetween(20L, 500L);
        });
        await().atMost(Duration.ofSeconds(5))
                .until(() -> !send(request(event)).body().equals(first.body()));
    }

    @Test
    void eachLanguageHasItsOwnAnswer() {
        send(request(event).header("Accept-Language", "ko-KR,ko;q=0.9"));
        send(request(event).header("Accept-Language", "en"));
        assertThat(EVENT.asked)
                .extracting(each -> each.headers().get("Accept-Language"))
                .containsExactly("ko", "en");
    }

    @Test
    void whoShowsATokenOrAsksForSomethingSpecialIsAnsweredByTheService() {
        send(request(event));
        assertThat(send(request(event).header("Authorization", TestTokens.of(anyUser(), "ADMIN")))
                        .body())
                .contains("2");
        assertThat(send(request(event + "?x=1")).body()).contains("3");
        assertThat(EVENT.asked.stream().map(FakeService.Asked::uri)).containsExactly(event, event, event + "?x=1");
    }

    @Test
    void aRefusalIsToldAsItIs() {
        EVENT.answer(request -> Mono.just(new FakeService.Told(404, "{\"code\":\"UNKNOWN_EVENT\"}")));
        HttpResponse<String> response = send(request(event));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("UNKNOWN_EVENT");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServiceThatFailsIsUnavailableToAllAndAskedOnce(boolean hangsUp) {
        EVENT.answer(request -> Mono.just(hangsUp ? FakeService.Told.HANG_UP : new FakeService.Told(500, "{}")));
        for (int i = 0; i < 5; i++) {
            assertProblem(send(request(event)), ProblemCode.UNAVAILABLE);
        }
        assertThat(EVENT.asked).hasSize(1);
    }
}
