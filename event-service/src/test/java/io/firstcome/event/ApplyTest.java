package io.firstcome.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.localstack.backend.Backends;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

class ApplyTest extends EventServiceTest {

    @Autowired
    MeterRegistry meters;

    @Test
    void eachCallOfABatchGetsItsOwnAnswerAtItsPlace() {
        long event = open(2);
        long anna = someone();
        long bora = someone();
        long cho = someone();
        List<FoldedAnswer> answers = apply(
                call(anna, event),
                new FoldedCall(bora, Language.KO, null, "{\"eventId\":" + event + "}"),
                call(anna, event),
                new FoldedCall(cho, Language.KO, "eventId=" + event, null),
                new FoldedCall(cho, Language.EN, "eventId=abc", null),
                new FoldedCall(cho, Language.EN, null, "{\"eventId\":"),
                call(cho, Long.MAX_VALUE));

        assertThat(answers).extracting(FoldedAnswer::status).containsExactly(202, 202, 200, 409, 400, 400, 404);
        assertThat(answers.subList(3, 7))
                .extracting(this::code)
                .containsExactly("SOLD_OUT", "INVALID_INPUT", "MALFORMED_REQUEST", "UNKNOWN_EVENT");
        assertThat(body(answers.get(0)).get("rank").asLong()).isEqualTo(1);
        assertThat(body(answers.get(0)).get("status").asText()).isEqualTo("ACCEPTED");
        assertThat(answers.get(0).headers()).containsEntry("Location", "/api/event/status?eventId=" + event);
        assertThat(answers.get(2).body()).isEqualTo(answers.get(0).body());
        assertThat(body(answers.get(3)).get("title").asText()).isEqualTo("모두 소진되었습니다");
        assertThat(answers.get(3).edge().tag()).isEqualTo("event:" + event);
        assertThat(answers.get(3).edge().forMillis()).isEqualTo(1000);
        assertThat(answers.get(0).edge()).isNull();
    }

    @Test
    void everyAcceptedClaimIsOnTheLogWithAllThatSettlingNeeds() {
        long event = open(3);
        long user = someone();
        apply(new FoldedCall(user, Language.KO, "eventId=" + event, null));
        List<ClaimGranted> claims = onTheLog(event);
        assertThat(claims)
                .as("at least once: the sweeper may have found it before it was marked as published")
                .isNotEmpty()
                .containsOnly(new ClaimGranted(event, "Gifts", user, 1, 1, Language.KO, 1_800_000_000_000L));
    }

    @Test
    void stockServiceIsToldWhatIsPublishedEvenWhenNobodyElseApplies() {
        long event = open(3);
        apply(call(someone(), event), call(someone(), event));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(services.ledger(event).level().unpublished()).isZero());
    }

    @Test
    void oneBatchOverManyEventsIsServedPerEvent() {
        List<Long> events = IntStream.range(0, 20).mapToObj(i -> open(1)).toList();
        List<FoldedCall> calls = new ArrayList<>();
        events.forEach(event -> calls.add(call(someone(), event)));
        events.forEach(event -> calls.add(call(someone(), event)));
        List<FoldedAnswer> answers = apply(calls.toArray(FoldedCall[]::new));
        assertThat(answers.subList(0, 20)).extracting(FoldedAnswer::status).containsOnly(202);
        assertThat(answers.subList(20, 40)).extracting(FoldedAnswer::status).containsOnly(409);
    }

    @Test
    void whoeverAppliesToAnEventWhoseStockIsLostIsToldToTryAgainAndNobodyElse() {
        long kept = open(1);
        long lost = open(1);
        services.loseStock(lost);
        List<FoldedAnswer> answers = apply(call(someone(), lost), call(someone(), kept));
        assertThat(answers).extracting(FoldedAnswer::status).containsExactly(503, 202);
        assertThat(body(answers.getFirst()).get("detail").asText())
                .as("a repeat may be told that it is sold out")
                .contains("/api/event/status");
    }

    @Test
    void outsideItsWindowAnEventSaysSoAndGrantsNothing() {
        Instant opensAt = Instant.now().plusSeconds(3600);
        long future = event(opensAt, opensAt.plusSeconds(60), 5);
        FoldedAnswer early = apply(call(someone(), future)).getFirst();
        assertThat(early.status()).isEqualTo(409);
        assertThat(code(early)).isEqualTo("NOT_OPEN");
        assertThat(Instant.parse(body(early).get("opensAt").asText()).toEpochMilli())
                .isEqualTo(opensAt.toEpochMilli());
        assertThat(early.edge().forMillis()).isEqualTo(1000);

        long paused = open(5);
        patch(paused, Map.of("state", "PAUSED"));
        assertThat(code(apply(call(someone(), paused)).getFirst())).isEqualTo("PAUSED");
        patch(paused, Map.of("state", "OPEN"));
        assertThat(apply(call(someone(), paused)).getFirst().status()).isEqualTo(202);
        patch(paused, Map.of("state", "CLOSED"));
        assertThat(code(apply(call(someone(), paused)).getFirst())).isEqualTo("CLOSED");

        assertThat(services.ledger(future).level().granted()).isZero();
        assertThat(services.ledger(paused).level().granted()).isEqualTo(1);
    }

    @Test
    void theEdgeMayNotTellNotOpenBeyondTheOpening() {
        Instant opensAt = Instant.now().plusMillis(900);
        // More than one: on a busy machine the first apply may come after the opening already.
        long event = event(opensAt, opensAt.plusSeconds(60), 10);
        FoldedAnswer answer = apply(call(someone(), event)).getFirst();
        if (answer.status() == 409) {
            assertThat(answer.edge().forMillis()).isLessThanOrEqualTo(900);
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> apply(call(someone(), event)).getFirst().status() == 202);
    }

    @Test
    void withoutStockServiceNobodyIsToldAnythingButToTryAgain() {
        long event = open(5);
        services.stockAway = true;
        FoldedAnswer answer = apply(call(someone(), event)).getFirst();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(code(answer)).isEqualTo("UNAVAILABLE");
        assertThat(answer.headers()).containsKey(HttpHeaders.RETRY_AFTER);
        assertThat(answer.edge()).isNull();
        services.stockAway = false;
        await().atMost(Duration.ofSeconds(20))
                .until(() -> apply(call(someone(), event)).getFirst().status() == 202);
    }

    @Test
    void withoutKafkaNobodyIsAcceptedAndAGrantIsPublishedWhenItReturns() {
        long event = open(5);
        long user = someone();
        Backends.shared().kafka().stop();
        try {
            FoldedAnswer answer = apply(call(user, event)).getFirst();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsKey(HttpHeaders.RETRY_AFTER);
        } finally {
            Backends.shared().kafka().start();
        }
        assertThat(services.ledger(event).level().granted()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> apply(call(user, event)).getFirst().status() == 200);
        assertThat(onTheLog(event)).extracting(ClaimGranted::user).contains(user);
    }

    /** Redis may have come back without it since, and its unit may be another's; stock-service counts on that. */
    @Test
    void aGrantThatTookLongerThanASecondIsNotPublished() {
        long event = open(5);
        long user = someone();
        services.stockTakes = Duration.ofMillis(1100);
        FoldedAnswer answer = apply(call(user, event)).getFirst();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(services.ledger(event).level().granted()).isEqualTo(1);
        assertThat(everythingOnTheLog()).extracting(ClaimGranted::eventId).doesNotContain(event);

        services.stockTakes = Duration.ZERO;
        await().atMost(Duration.ofSeconds(20))
                .until(() -> apply(call(user, event)).getFirst().status() == 200);
        assertThat(onTheLog(event)).extracting(ClaimGranted::user).contains(user);
    }

    @Test
    void theSweeperPublishesWhatWasForgotten() {
        long event = open(5);
        long user = someone();
        services.ledger(event).grant(new GrantBatch(event, List.of(new Applicant(user, Language.EN)), List.of()));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(services.ledger(event).level().unpublished()).isZero());
        assertThat(onTheLog(event)).extracting(ClaimGranted::user).contains(user);
    }

    @Test
    void aSingleApplyIsABatchOfOne() {
        long event = open(1);
        String token = token(someone(), "USER");
        ResponseEntity<JsonNode> accepted = post("/api/event/apply?eventId=" + event, token, null);
        assertThat(accepted.getStatusCode().value()).isEqualTo(202);
        assertThat(accepted.getHeaders().getLocation()).hasToString("/api/event/status?eventId=" + event);
        assertThat(post("/api/event/apply", token, Map.of("eventId", event))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertProblem(post("/api/event/apply?eventId=" + event, token(someone(), "USER"), null), 409, "SOLD_OUT");
        assertProblem(post("/api/event/apply?eventId=" + event, null, null), 401, "UNAUTHENTICATED");
        assertProblem(
                post("/api/event/apply?eventId=" + event, token, Map.of("eventId", event + 1)), 400, "INVALID_INPUT");
        assertProblem(post("/api/event/apply", token, List.of(1)), 400, "INVALID_INPUT");
        assertProblem(post("/api/event/apply", token, Map.of("eventId", "1")), 400, "INVALID_INPUT");
    }

    @Test
    void withoutAnEventTheCurrentOneIsMeant() {
        open(1);
        long event = open(1);
        assertThat(patch(event, Map.of("current", true))
                        .getBody()
                        .get("current")
                        .asBoolean())
                .isTrue();
        FoldedAnswer answer =
                apply(new FoldedCall(someone(), Language.EN, null, null)).getFirst();
        assertThat(body(answer).get("eventId").asLong()).isEqualTo(event);
    }

    @Test
    void beyondTheMostBatchesAtOnceApplicantsAreToldAtOnceWhichSettingItIsAndTheOthersAreServed() throws Exception {
        long event = open(10);
        int before = services.grantCalls.get();
        services.grantsHangUntil = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<FoldedAnswer>>> slow = List.of(
                    threads.submit(() -> apply(call(someone(), event))),
                    threads.submit(() -> apply(call(someone(), event))));
            await().atMost(Duration.ofSeconds(20)).until(() -> services.grantCalls.get() >= before + 2);

            List<FoldedAnswer> shed = apply(call(someone(), event), call(someone(), 404404));

            assertThat(slow).as("refused before they were served").noneMatch(Future::isDone);
            assertThat(shed).extracting(FoldedAnswer::status).containsOnly(503);
            assertThat(shed).extracting(this::code).containsOnly("OVERLOADED");
            assertThat(body(shed.getFirst()).get("detail").asText()).contains("firstcome.apply.max-batches");
            assertThat(shed.getFirst().headers()).containsKey(HttpHeaders.RETRY_AFTER);
            assertThat(shed.getFirst().edge()).isNull();
            services.grantsHangUntil.countDown();
            for (Future<List<FoldedAnswer>> served : slow) {
                assertThat(served.get()).extracting(FoldedAnswer::status).containsOnly(202);
            }
        } finally {
            services.grantsHangUntil.countDown();
        }
        assertThat(apply(call(someone(), event)).getFirst().status()).isEqualTo(202);
        assertThat(services.ledger(event).level().granted()).isEqualTo(3);
    }

    @Test
    void everyApplyIsCountedOnce() {
        long event = open(1);
        apply(
                call(someone(), event),
                call(someone(), event),
                call(someone(), 404404),
                new FoldedCall(1, Language.EN, "eventId=x", null));
        services.stockAway = true;
        apply(call(someone(), event));
        double answers = meters.get("apply.answers").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
        assertThat(meters.get("apply.requests").counter().count())
                .isEqualTo(answers)
                .isGreaterThanOrEqualTo(5);
    }

    private List<ClaimGranted> onTheLog(long event) {
        List<ClaimGranted> claims = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            claims.clear();
            everythingOnTheLog().stream()
                    .filter(claim -> claim.eventId() == event)
                    .forEach(claims::add);
            return !claims.isEmpty();
        });
        return claims;
    }

    private List<ClaimGranted> everythingOnTheLog() {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", Backends.shared().kafka().bootstrapServers(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(ClaimGranted.TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            List<ClaimGranted> claims = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    ClaimGranted claim = read(record.value());
                    assertThat(record.key()).isEqualTo(String.valueOf(claim.user()));
                    claims.add(claim);
                }
            }
            return claims;
        }
    }

    private ClaimGranted read(byte[] value) {
        try {
            return json.readValue(value, ClaimGranted.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
