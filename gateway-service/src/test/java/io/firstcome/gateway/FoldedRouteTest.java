package io.firstcome.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.contracts.problem.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

class FoldedRouteTest extends GatewayTest {

    @Autowired
    MeterRegistry meters;

    /** The equation of FoldMetrics, after every test here, whatever it did. */
    @AfterEach
    void everyRequestIsCountedOnceAsArrivedAndOnceAsEnded() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(sum("firstcome.gateway.fold.outcomes"))
                        .isEqualTo(sum("firstcome.gateway.fold.requests"))
                        .isPositive());
    }

    @Test
    void aRequestIsSentAsABatchOfOneWithTheServiceTokenAndAnsweredAsTheServiceSays() {
        EVENT.answerBatches(batch -> Mono.just(List.of(
                new FoldedAnswer(202, "{\"rank\":1}", Map.of("Location", "/api/event/status?eventId=7"), null))));
        long user = anyUser();

        HttpResponse<String> response = send(request(APPLY + "?eventId=7&x=%20")
                .header("Authorization", TestTokens.of(user))
                .header("Accept-Language", "ko-KR,ko;q=0.9")
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString("{\"이름\":1}")));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEqualTo("{\"rank\":1}");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Location")).hasValue("/api/event/status?eventId=7");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(EVENT.batches)
                .containsExactly(List.of(new FoldedCall(user, Language.KO, "eventId=7&x=%20", "{\"이름\":1}")));
        assertThat(EVENT.asked.element().uri()).isEqualTo("/internal/folded/apply");
        assertThat(EVENT.asked.element().headers().get("X-Service-Token"))
                .isEqualTo(System.getProperty("FIRSTCOME_SERVICE_TOKEN"));
    }

    @Test
    void anAnswerThatIsAProblemGoesOutAsOne() {
        EVENT.answerBatches(batch -> Mono.just(List.of(new FoldedAnswer(
                409, "{\"type\":\"urn:firstcome:problem:paused\",\"status\":409,\"code\":\"PAUSED\"}", null, null))));

        assertProblem(send(apply(anyUser())), ProblemCode.PAUSED);
    }

    @Test
    void aThousandRequestsAtOnceGoInFewBatchesAndEachGetsItsOwnAnswer() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger mostUnderWay = new AtomicInteger();
        EVENT.answerBatches(batch -> {
            mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            // Before the reply goes out: the gateway may send the next batch as soon as it has it.
            return echo(batch).delayElement(Duration.ofMillis(100)).doOnNext(reply -> underWay.decrementAndGet());
        });
        List<Long> users = LongStream.range(0, 1_000).mapToObj(i -> anyUser()).toList();
        List<HttpRequest.Builder> requests = users.stream().map(this::apply).toList();

        List<CompletableFuture<HttpResponse<String>>> responses =
                requests.stream().map(GatewayTest::sendAsync).toList();

        for (int i = 0; i < users.size(); i++) {
            HttpResponse<String> response = responses.get(i).join();
            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(json(response).path("user").asLong()).isEqualTo(users.get(i));
        }
        assertThat(mostUnderWay.get()).isEqualTo(2);
        assertThat(EVENT.batches).hasSizeLessThan(100);
        assertThat(EVENT.batches.stream().mapToInt(List::size).sum()).isEqualTo(1_000);
        assertThat(EVENT.batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(512));
    }

    @Test
    void aServiceThatFailsIsToldAsUnavailableAndAskedOnce() {
        EVENT.answer(asked -> Mono.just(new FakeService.Told(500, "{}")));
        assertProblem(send(apply(anyUser())), ProblemCode.UNAVAILABLE);
        assertThat(EVENT.asked).hasSize(1);
    }

    @Test
    void aServiceThatClosesTheConnectionIsToldAsUnavailableAndAskedOnce() {
        EVENT.answer(asked -> Mono.just(FakeService.Told.HANG_UP));
        assertProblem(send(apply(anyUser())), ProblemCode.UNAVAILABLE);
        assertThat(EVENT.asked).hasSize(1);
    }

    @Test
    void aServiceThatIsTooSlowIsToldAsUnavailable() {
        EVENT.answer(asked -> Mono.never());
        assertProblem(send(apply(anyUser())), ProblemCode.UNAVAILABLE);
    }

    @Test
    void aReplyThatIsShortOrNonsenseIsToldAsUnavailable() {
        for (String reply : List.of("[]", "{}", "[null]", "[[0,null,null,null]]", "oops", "")) {
            EVENT.answer(asked -> Mono.just(new FakeService.Told(200, reply)));
            assertProblem(send(apply(anyUser())), ProblemCode.UNAVAILABLE);
        }
    }

    @Test
    void problemsAreTitledInTheLanguageAskedFor() {
        EVENT.answer(asked -> Mono.just(new FakeService.Told(500, "{}")));
        JsonNode problem =
                assertProblem(send(apply(anyUser()).header("Accept-Language", "ko")), ProblemCode.UNAVAILABLE);
        assertThat(problem.path("title").asText()).isEqualTo("일시적으로 이용할 수 없습니다. 잠시 후 다시 시도해 주세요");
    }

    @Test
    void aClientThatGoesAwayDoesNotBreakTheBatchOfTheOthers() {
        EVENT.answerBatches(batch -> echo(batch).delayElement(Duration.ofMillis(300)));
        List<CompletableFuture<HttpResponse<String>>> responses = LongStream.range(0, 20)
                .mapToObj(i -> sendAsync(apply(anyUser())))
                .toList();
        await().until(() -> !EVENT.batches.isEmpty());

        responses.get(3).cancel(true);
        responses.get(7).cancel(true);

        for (int i = 0; i < responses.size(); i++) {
            if (i != 3 && i != 7) {
                assertThat(responses.get(i).join().statusCode()).isEqualTo(202);
            }
        }
    }

    @Test
    void aBodyThatIsNotSaidToBeJsonIsRefused() {
        assertProblem(
                send(request(APPLY)
                        .header("Authorization", TestTokens.of(anyUser()))
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))),
                ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        assertThat(EVENT.asked).isEmpty();
    }

    @Test
    void oneWhoHammersIsRefusedAndTheOthersAreNot() {
        String token = TestTokens.of(anyUser());
        List<CompletableFuture<HttpResponse<String>>> responses = LongStream.range(0, 100)
                .mapToObj(i ->
                        sendAsync(request(APPLY).header("Authorization", token).POST(BodyPublishers.noBody())))
                .toList();

        List<HttpResponse<String>> refused = responses.stream()
                .map(CompletableFuture::join)
                .filter(response -> response.statusCode() != 202)
                .toList();

        assertThat(refused).hasSizeBetween(20, 60).allSatisfy(response -> {
            JsonNode problem = assertProblem(response, ProblemCode.TOO_MANY_REQUESTS);
            assertThat(problem.path("detail").asText()).contains("firstcome.gateway.rates.folded-per-user");
        });
        assertThat(send(apply(anyUser())).statusCode()).isEqualTo(202);
    }

    @Test
    void theSamePathWithAnotherMethodIsNotFolded() {
        EVENT.answer(asked -> Mono.just(new FakeService.Told(405, "{}")));
        assertThat(send(request(APPLY).header("Authorization", TestTokens.of(anyUser())))
                        .statusCode())
                .isEqualTo(405);
        assertThat(EVENT.asked.element().uri()).isEqualTo(APPLY);
    }

    private double sum(String name) {
        return meters.find(name).counters().stream().mapToDouble(Counter::count).sum();
    }
}
