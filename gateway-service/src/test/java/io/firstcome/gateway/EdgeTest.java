package io.firstcome.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.contracts.fold.EdgeSignals;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.count.SharedCounts;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class EdgeTest extends GatewayTest {

    private static final long LONG = 60_000;

    @Autowired
    RedissonClient redis;

    @Autowired
    SharedCounts counts;

    private long event;

    @BeforeEach
    void anotherEvent() {
        event = anyUser();
        soldOutFor(LONG);
        awaitSubscription();
    }

    /** The gateway subscribes in the background: until it has, signals have no effect. */
    private void awaitSubscription() {
        assertThat(send(applyWithToken()).statusCode()).isEqualTo(409);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            end(event);
            return tellsAnyone(event) == 401;
        });
        event = anyUser();
        EVENT.batches.clear();
    }

    @Test
    void anAnswerForAnyoneIsToldFromMemoryBeforeTheTokenIsLookedAt() {
        assertProblem(send(applyWithToken()), ProblemCode.SOLD_OUT);

        assertProblem(send(request(path(event)).POST(BodyPublishers.noBody())), ProblemCode.SOLD_OUT);
        assertProblem(
                send(request(path(event)).POST(BodyPublishers.noBody()).header("Authorization", "Bearer nonsense")),
                ProblemCode.SOLD_OUT);
        assertThat(EVENT.batches).hasSize(1);
    }

    @Test
    void whatIsToldFromMemoryIsCountedPerEventWhereAllInstancesCount() {
        assertProblem(send(applyWithToken()), ProblemCode.SOLD_OUT);
        for (int i = 0; i < 3; i++) {
            assertThat(tellsAnyone(event)).isEqualTo(409);
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(counts.of(List.of("event:" + event)))
                        .as("the first one the service counts")
                        .containsEntry("event:" + event, Map.of("SOLD_OUT", 3L)));
        assertThat(counts.inView("event:", 100)).contains("event:" + event);
    }

    @Test
    void itIsNotToldToThoseWhoAskSomethingElse() {
        assertProblem(send(applyWithToken()), ProblemCode.SOLD_OUT);

        assertProblem(
                send(request(path(event)).POST(BodyPublishers.noBody()).header("Accept-Language", "ko")),
                ProblemCode.UNAUTHENTICATED);
        assertProblem(send(request(path(event) + "0").POST(BodyPublishers.noBody())), ProblemCode.UNAUTHENTICATED);
        assertProblem(send(withBody(path(event), "{}")), ProblemCode.UNAUTHENTICATED);
    }

    @Test
    void withABodyTheBodyIsPartOfTheQuestion() {
        String body = "{\"eventId\":" + event + "}";
        assertProblem(
                send(withBody(APPLY, body).header("Authorization", TestTokens.of(anyUser()))), ProblemCode.SOLD_OUT);

        assertProblem(send(withBody(APPLY, body)), ProblemCode.SOLD_OUT);
        assertProblem(send(withBody(APPLY, "{\"eventId\":" + event + "0}")), ProblemCode.UNAUTHENTICATED);
    }

    @Test
    void itEndsWithItsTime() {
        soldOutFor(300);
        assertProblem(send(applyWithToken()), ProblemCode.SOLD_OUT);

        await().atMost(Duration.ofSeconds(20)).until(() -> tellsAnyone(event) == 401);
    }

    @Test
    void whatTookLongerToArriveThanItMayBeToldIsNotToldToOthers() {
        EVENT.answerBatches(batch -> Mono.just(List.of(soldOut(event, 400))).delayElement(Duration.ofMillis(500)));
        assertProblem(send(applyWithToken()), ProblemCode.SOLD_OUT);

        assertThat(tellsAnyone(event)).isEqualTo(401);
    }

    @Test
    void aSignalThatCannotBeReadChangesNothing() {
        long another = event;
        assertProblem(send(applyWithToken()), ProblemCode.SOLD_OUT);
        event = anyUser();
        assertProblem(send(applyWithToken()), ProblemCode.SOLD_OUT);

        for (String message : List.of("", "@", "event:" + event, "event:" + event + "@x")) {
            redis.getTopic(EdgeSignals.ENDED_ANSWERS, StringCodec.INSTANCE).publish(message);
        }
        end(another);
        await().atMost(Duration.ofSeconds(20)).until(() -> tellsAnyone(another) == 401);

        assertThat(tellsAnyone(event)).isEqualTo(409);
    }

    @Test
    void itEndsWithASignal() {
        assertProblem(send(applyWithToken()), ProblemCode.SOLD_OUT);
        assertThat(tellsAnyone(event)).isEqualTo(409);

        end(event);

        await().atMost(Duration.ofSeconds(20)).until(() -> tellsAnyone(event) == 401);
    }

    @Test
    void anAnswerUnderWayWhenTheSignalComesIsToldToThoseWhoAskedAndNotKept() {
        long another = event;
        assertProblem(send(applyWithToken()), ProblemCode.SOLD_OUT);
        event = anyUser();
        Sinks.One<Boolean> reply = Sinks.one();
        EVENT.answerBatches(batch -> reply.asMono().thenReturn(List.of(soldOut(event, LONG))));
        EVENT.batches.clear();
        CompletableFuture<HttpResponse<String>> asked = sendAsync(applyWithToken());
        await().until(() -> !EVENT.batches.isEmpty());

        end(event);
        // Signals are heard in order: when the other one has had its effect, this one has been heard.
        end(another);
        await().atMost(Duration.ofSeconds(20)).until(() -> tellsAnyone(another) == 401);
        reply.tryEmitValue(true);

        assertProblem(asked.join(), ProblemCode.SOLD_OUT);
        assertThat(tellsAnyone(event)).isEqualTo(401);
    }

    private void soldOutFor(long millis) {
        EVENT.answerBatches(batch ->
                Mono.just(batch.stream().map(call -> soldOut(event, millis)).toList()));
    }

    private static FoldedAnswer soldOut(long event, long millis) {
        return new FoldedAnswer(
                409,
                "{\"type\":\"urn:firstcome:problem:sold-out\",\"status\":409,\"code\":\"SOLD_OUT\"}",
                null,
                new FoldedAnswer.Edge("event:" + event, millis, 1));
    }

    private void end(long event) {
        redis.getTopic(EdgeSignals.ENDED_ANSWERS, StringCodec.INSTANCE)
                .publish(new EdgeSignals.EndedAnswers("event:" + event, 1).toString());
    }

    private int tellsAnyone(long event) {
        return send(request(path(event)).POST(BodyPublishers.noBody())).statusCode();
    }

    private static String path(long event) {
        return APPLY + "?eventId=" + event;
    }

    private HttpRequest.Builder applyWithToken() {
        return request(path(event)).POST(BodyPublishers.noBody()).header("Authorization", TestTokens.of(anyUser()));
    }

    private HttpRequest.Builder withBody(String path, String body) {
        return request(path).POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json");
    }
}
