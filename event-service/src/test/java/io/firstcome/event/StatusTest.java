package io.firstcome.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.localstack.backend.Backends;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class StatusTest extends EventServiceTest {

    private final long settled = someone();
    private final long granted = someone();
    private final long stranger = someone();
    private long event;

    @BeforeEach
    void someClaims() {
        event = open(5);
        apply(call(settled, event), call(granted, event));
        services.settled.put(
                event, List.of(new SettledClaim(settled, 1, 1, Instant.now(), Instant.now(), MailState.SENT)));
    }

    @Test
    void everyoneIsToldWhereTheyStand() {
        List<FoldedAnswer> answers =
                folded("status", call(settled, event), call(granted, event), call(stranger, event));
        assertThat(answers).extracting(FoldedAnswer::status).containsOnly(200);
        assertThat(answers)
                .extracting(FoldedAnswer::body)
                .containsExactly(
                        "{\"eventId\":%d,\"status\":\"CONFIRMED\",\"rank\":1,\"mail\":\"SENT\"}".formatted(event),
                        "{\"eventId\":%d,\"status\":\"ACCEPTED\",\"rank\":2,\"mail\":\"PENDING\"}".formatted(event),
                        "{\"eventId\":%d,\"status\":\"NONE\",\"rank\":null,\"mail\":null}".formatted(event));
    }

    @Test
    void withoutNotificationServiceClaimsShowAsAccepted() {
        services.settledAway = true;
        assertThat(folded("status", call(settled, event), call(stranger, event)))
                .extracting(answer -> body(answer).get("status").asText())
                .containsExactly("ACCEPTED", "NONE");
    }

    @Test
    void whenNotificationServiceHangsABatchOverManyEventsIsStillAnsweredInTime() {
        FoldedCall[] calls = IntStream.range(0, 4)
                .mapToObj(n -> {
                    FoldedCall call = call(someone(), open(1));
                    apply(call);
                    return call;
                })
                .toArray(FoldedCall[]::new);
        services.settledHangsUntil = new CountDownLatch(1);
        try {
            Instant start = Instant.now();
            assertThat(folded("status", calls))
                    .extracting(answer -> body(answer).get("status").asText())
                    .containsOnly("ACCEPTED");
            // One after another they would take four times the deadline of a call, 8 s; the gateway waits for 5 s.
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(7));
        } finally {
            services.settledHangsUntil.countDown();
        }
    }

    /** A call per event and service, all at once, is more than a bulkhead lets through. */
    @Test
    void aBatchOverAHundredEventsIsAnsweredWhole() {
        FoldedCall[] calls =
                IntStream.range(0, 100).mapToObj(n -> call(stranger, open(1))).toArray(FoldedCall[]::new);
        services.stockTakes = Duration.ofMillis(20);
        assertThat(folded("status", calls)).extracting(FoldedAnswer::status).containsOnly(200);
    }

    @Test
    void withoutStockServiceSettledClaimsStillShowAndTheRestIsNotDenied() {
        services.stockAway = true;
        List<FoldedAnswer> answers = folded("status", call(settled, event), call(stranger, event));
        assertThat(body(answers.get(0)).get("status").asText()).isEqualTo("CONFIRMED");
        assertThat(answers.get(1).status()).isEqualTo(503);
        assertThat(answers.get(1).headers()).containsKey("Retry-After");
    }

    /** Until then Redis alone knows of it, and may still lose it: the rank would be another's. */
    @Test
    void aRankIsToldOnlyOnceTheClaimIsOnTheLog() {
        long forgotten = someone();
        Backends.shared().kafka().stop();
        try {
            // Not before: the sweeper would have the time to publish it.
            services.ledger(event)
                    .grant(new GrantBatch(event, List.of(new Applicant(forgotten, Language.EN)), List.of()));
            FoldedAnswer answer = folded("status", call(forgotten, event)).getFirst();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsKey(HttpHeaders.RETRY_AFTER);
        } finally {
            Backends.shared().kafka().start();
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            FoldedAnswer answer = folded("status", call(forgotten, event)).getFirst();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("\"status\":\"ACCEPTED\",\"rank\":3");
        });
    }

    /** It is no sign that stock-service is away, so its breaker stays closed, however many ask. */
    @Test
    void whoAsksAboutAnEventWhoseStockIsLostIsToldToTryAgainAndKeepsNobodyFromApplyingToAnother() {
        long lost = open(1);
        services.loseStock(lost);
        for (int i = 0; i < 20; i++) {
            assertThat(folded("status", call(stranger, lost)).getFirst().status())
                    .isEqualTo(503);
            assertThat(folded("status", call(granted, lost)).getFirst().status())
                    .isEqualTo(503);
            assertThat(apply(call(stranger, event)).getFirst().status()).isIn(200, 202);
        }
    }

    @Test
    void whenNeitherCanTellNobodyIsDeniedAClaim() {
        services.stockAway = true;
        services.settledAway = true;
        assertThat(folded("status", call(settled, event), call(granted, event), call(stranger, event)))
                .extracting(FoldedAnswer::status)
                .containsOnly(503);
    }

    @Test
    void anUnknownEventHasNoStatus() {
        assertThat(folded("status", new FoldedCall(settled, Language.EN, "eventId=999999999", null))
                        .getFirst()
                        .status())
                .isEqualTo(404);
        assertProblem(get("/api/event/status?eventId=999999999", token(settled, "USER")), 404, "UNKNOWN_EVENT");
        assertThat(get("/api/event/status?eventId=" + event, token(granted, "USER"))
                        .getBody()
                        .get("rank")
                        .asLong())
                .isEqualTo(2);
    }
}
