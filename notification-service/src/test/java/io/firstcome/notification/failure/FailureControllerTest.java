package io.firstcome.notification.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.kit.audit.AuditLog;
import io.firstcome.notification.AuthDouble;
import io.firstcome.notification.ClaimsLog;
import io.firstcome.notification.ServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;

class FailureControllerTest extends ServiceTest {

    private static final String FAILURES = "/api/admin/failures";
    private static final long ADMIN = 4711;

    @Autowired
    private MeterRegistry registry;

    @Autowired
    private FailureRepository repository;

    @Autowired
    private List<Replay> replays;

    @Autowired
    private AuditLog audit;

    @Autowired
    private TransactionTemplate transaction;

    /** The last failure of other tests. */
    private long before;

    @BeforeEach
    void rememberTheLast() {
        before = jdbc.sql("select coalesce(max(id), 0) from failure")
                .query(Long.class)
                .single();
    }

    @Test
    void failuresAreListedInPagesAndByKind() {
        conflictOf(claim(firstUser + 8, 8, 1));
        poison("one " + event, "two " + event);

        JsonNode first = get("?after=" + before + "&limit=2");
        JsonNode second = get("?after=" + first.path("next").asLong() + "&limit=2");

        assertThat(first.path("failures")).hasSize(2);
        assertThat(second.path("failures")).hasSize(1);
        assertThat(second.path("next").isNull()).isTrue();
        JsonNode poison = get("?kind=POISON&after=" + before).path("failures");
        assertThat(poison).hasSize(2);
        assertThat(poison.get(0).path("payload").asText()).isEqualTo("one " + event);
        assertThat(poison.get(0).path("topic").asText()).isEqualTo(ClaimGranted.TOPIC);
        assertThat(poison.get(0).path("cause").asText()).isNotBlank();
        assertThat(poison.get(0).path("closedAt").isNull()).isTrue();
        JsonNode conflict =
                get("?kind=CONFLICT&after=" + before).path("failures").get(0);
        assertThat(conflict.path("eventId").asLong()).isEqualTo(event);
        assertThat(conflict.path("user").asLong()).isEqualTo(firstUser + 8);
    }

    @Test
    void poisonThatStaysPoisonStaysOpen() {
        poison("still nothing " + event);
        long id = get("?after=" + before).path("failures").get(0).path("id").asLong();

        var answer = post("/" + id + "/replay");

        assertThat(answer.getStatusCode().value()).isEqualTo(409);
        assertThat(answer.getBody().path("code").asText()).isEqualTo("CONFLICTING_CHANGE");
        assertThat(answer.getBody().path("detail").asText()).contains("not JSON");
        JsonNode failure = get("?after=" + before).path("failures").get(0);
        assertThat(failure.path("closedAt").isNull()).isTrue();
    }

    @Test
    void aConflictSettlesOnceWhatStoodInItsWayIsGone() {
        ClaimGranted late = claim(firstUser + 8, 8, 1);
        long id = conflictOf(late);
        assertThat(post("/" + id + "/replay").getStatusCode().value()).isEqualTo(409);

        jdbc.sql("delete from claim where event_id = ? and unit = 1")
                .param(event)
                .update();
        var answer = post("/" + id + "/replay");

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(answer.getBody().path("outcome").asText()).isEqualTo("SETTLED");
        assertThat(settled()).isEqualTo(1);
        JsonNode failure = get("?after=" + before).path("failures").get(0);
        assertThat(failure.path("closedBy").asLong()).isEqualTo(ADMIN);
        assertThat(failure.path("closedAt").asText()).isNotBlank();
        assertThat(failure.path("outcome").asText()).isEqualTo("SETTLED");
        assertThat(get("?state=OPEN&after=" + before).path("failures")).isEmpty();
        assertThat(get("?state=OPEN&kind=CONFLICT&after=" + before).path("failures"))
                .isEmpty();
        assertThat(jdbc.sql("select about from audit where admin = ? and event_id = ?")
                        .params(ADMIN, event)
                        .query(String.class)
                        .list())
                .containsExactly("failure " + id + ": SETTLED");
    }

    @Test
    void manyReplaysAtOnceDoItOnceAndAllTellTheSame() {
        long id = conflictOf(claim(firstUser + 8, 8, 1));
        jdbc.sql("delete from claim where event_id = ? and unit = 1")
                .param(event)
                .update();

        try (var threads = Executors.newFixedThreadPool(8)) {
            List<CompletableFuture<ResponseEntity<JsonNode>>> answers = IntStream.range(0, 8)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> post("/" + id + "/replay"), threads))
                    .toList();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(
                                    answer.join().getBody().path("outcome").asText())
                            .isEqualTo("SETTLED"));
        }

        assertThat(settled()).isEqualTo(1);
        assertThat(failures("CONFLICT")).isEqualTo(1);
    }

    @Test
    void allOpenOnesAreReplayedAndCounted() {
        post("/replay");
        long stuck = jdbc.sql("select count(*) from failure where replayed_at is null")
                .query(Long.class)
                .single();
        conflictOf(claim(firstUser + 8, 8, 1));
        poison("never " + event);
        jdbc.sql("delete from claim where event_id = ? and unit = 1")
                .param(event)
                .update();

        JsonNode tally = post("/replay").getBody();

        assertThat(tally.path("replayed").asInt()).isEqualTo(1);
        assertThat(tally.path("failed").asLong()).isEqualTo(stuck + 1);
        assertThat(tally.path("next").isNull()).isTrue();
    }

    @Test
    void replayingManyIsDoneInPartsThatTheGatewayCanWaitFor() {
        poison("1 " + event, "2 " + event, "3 " + event, "4 " + event);
        InstantSource secondsPass = new InstantSource() {
            private Instant now = Instant.now();

            @Override
            public Instant instant() {
                return now = now.plusSeconds(2);
            }
        };
        Replays slow = new Replays(repository, replays, audit, transaction, secondsPass.withZone(ZoneOffset.UTC));

        Replays.Tally first = slow.replayAll(before, null, ADMIN);
        poison("5 " + event);
        Replays.Tally second = slow.replayAll(first.next(), first.upTo(), ADMIN);
        JsonNode rest = post("/replay?after=" + second.next() + "&upTo=" + second.upTo())
                .getBody();

        assertThat(List.of(first.failed(), second.failed(), rest.path("failed").asInt()))
                .as("what has failed meanwhile is left for the next time")
                .containsExactly(2, 2, 0);
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(post("/replay?after=-1").getStatusCode().value()).isEqualTo(400);
    }

    @Test
    void openFailuresAreAMetricUntilTheyAreReplayedOrDismissed() {
        post("/replay");
        conflictOf(claim(firstUser + 8, 8, 1));
        await().atMost(ClaimsLog.PATIENCE).until(() -> openConflicts() == openConflictsOnRecord());
        assertThat(openConflicts()).isGreaterThanOrEqualTo(1);

        jdbc.sql("delete from claim where event_id = ? and unit = 1")
                .param(event)
                .update();
        post("/replay");
        await().atMost(ClaimsLog.PATIENCE).until(() -> openConflicts() == openConflictsOnRecord());
    }

    @Test
    void whatCanNeverSucceedIsDismissedOnceWithAReasonAndStaysInTheList() {
        long id = conflictOf(claim(firstUser + 8, 8, 1));

        assertThat(dismiss(id, " ").getStatusCode().value()).isEqualTo(400);
        assertThat(dismiss(id, "x".repeat(201)).getStatusCode().value()).isEqualTo(400);
        assertThat(dismiss(id, "two\nlines").getStatusCode().value()).isEqualTo(400);
        assertThat(get("?state=OPEN&after=" + before).path("failures")).hasSize(1);
        double open = openConflictsOnRecord();

        for (String reason : List.of("the unit stays with the first", "pressed twice")) {
            assertThat(dismiss(id, reason).getBody().path("outcome").asText()).isEqualTo("DISMISSED");
        }

        assertThat(openConflictsOnRecord()).isEqualTo(open - 1);
        await().atMost(ClaimsLog.PATIENCE).until(() -> openConflicts() == openConflictsOnRecord());
        assertThat(get("?state=OPEN&after=" + before).path("failures")).isEmpty();
        assertThat(get("?state=REPLAYED&after=" + before).path("failures")).isEmpty();
        JsonNode failure = get("?state=DISMISSED&kind=CONFLICT&after=" + before)
                .path("failures")
                .get(0);
        assertThat(failure.path("closedBy").asLong()).isEqualTo(ADMIN);
        assertThat(failure.path("closedAt").asText()).isNotBlank();
        assertThat(failure.path("because").asText()).isEqualTo("the unit stays with the first");
        assertThat(post("/" + id + "/replay").getBody().path("outcome").asText())
                .as("closed is closed")
                .isEqualTo("DISMISSED");
        assertThat(settled()).isEqualTo(1);
        assertThat(jdbc.sql("select concat(action, ' ', about) from audit where event_id = ?")
                        .param(event)
                        .query(String.class)
                        .list())
                .containsExactly("FAILURE_DISMISSED failure " + id + ": the unit stays with the first");
        assertThat(dismiss(Long.MAX_VALUE, "x").getStatusCode().value()).isEqualTo(404);
    }

    private double openConflicts() {
        return registry.get("firstcome.failures.open")
                .tag("kind", "conflict")
                .gauge()
                .value();
    }

    private double openConflictsOnRecord() {
        return jdbc.sql("select count(*) from failure where kind = 'CONFLICT' and replayed_at is null")
                .query(Long.class)
                .single();
    }

    @Test
    void aFailureThatIsNotThereIsNotFound() {
        var answer = post("/" + Long.MAX_VALUE + "/replay");
        assertThat(answer.getStatusCode().value()).isEqualTo(404);
        assertThat(answer.getBody().path("code").asText()).isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=501", "?after=-1", "?kind=SPAM", "?state=SPAM", "?limit=x"})
    void aPageThatCannotBeIsInvalid(String query) {
        var answer = as(ADMIN, "ADMIN", HttpMethod.GET, FAILURES + query);
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().path("code").asText()).isEqualTo("INVALID_INPUT");
    }

    @Test
    void usersAndStrangersAreSentAway() {
        assertThat(as(5, "USER", HttpMethod.GET, FAILURES).getStatusCode().value())
                .isEqualTo(403);
        assertThat(as(5, "USER", HttpMethod.POST, FAILURES + "/replay")
                        .getStatusCode()
                        .value())
                .isEqualTo(403);
        assertThat(call(HttpMethod.GET, FAILURES, null, JsonNode.class, "X-Nothing", "at all")
                        .getStatusCode()
                        .value())
                .isEqualTo(401);
    }

    @Test
    void theLongestRecordKafkaTakesIsStillPutAside() {
        poison("x".repeat(1_048_000));

        JsonNode failure = get("?after=" + before).path("failures").get(0);
        assertThat(failure.path("payload").asText()).hasSize(64 * 1024).startsWith("xxx");
    }

    @Test
    void theApiIsDescribedWithoutWhatIsInternal() {
        var described = call(HttpMethod.GET, "/v3/api-docs", null, JsonNode.class, "X-Nothing", "at all");
        assertThat(described.getBody().path("paths").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        FAILURES, FAILURES + "/replay", FAILURES + "/{id}/replay", FAILURES + "/{id}/dismiss");
    }

    private void poison(String... values) {
        log.publishRaw(
                0,
                Stream.of(values)
                        .map(value -> value.getBytes(StandardCharsets.UTF_8))
                        .toList());
        awaitCaughtUp();
    }

    /** Lets the first claim of the event stand in the way of another; returns the failure. */
    private long conflictOf(ClaimGranted other) {
        log.publishRaw(0, List.of(log.bytes(claim(1)), log.bytes(other)));
        awaitCaughtUp();
        return jdbc.sql("select id from failure where event_id = ?")
                .param(event)
                .query(Long.class)
                .single();
    }

    private JsonNode get(String query) {
        return as(ADMIN, "ADMIN", HttpMethod.GET, FAILURES + query).getBody();
    }

    private ResponseEntity<JsonNode> dismiss(long id, String reason) {
        return call(
                HttpMethod.POST,
                FAILURES + "/" + id + "/dismiss",
                Map.of("reason", reason),
                JsonNode.class,
                HttpHeaders.AUTHORIZATION,
                "Bearer " + AuthDouble.INSTANCE.token(ADMIN, "ADMIN"));
    }

    private ResponseEntity<JsonNode> post(String path) {
        return as(ADMIN, "ADMIN", HttpMethod.POST, FAILURES + path);
    }
}
