package io.firstcome.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.fold.EdgeSignals;
import io.firstcome.contracts.fold.EdgeSignals.EndedAnswers;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.localstack.backend.Backends;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.TaskScheduler;

class CatalogAndAdminTest extends EventServiceTest {

    @Autowired
    RedissonClient redisson;

    @Autowired
    TaskScheduler scheduler;

    @Test
    void anEventIsToldToAnyoneWithWhatRemains() {
        long event = open(3);
        apply(call(someone(), event));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get("/api/events/" + event, null)
                                .getBody()
                                .get("remaining")
                                .asLong()
                        == 2);
        JsonNode told = get("/api/events/" + event, null).getBody();
        assertThat(told.get("state").asText()).isEqualTo("OPEN");
        assertThat(told.get("quantity").asLong()).isEqualTo(3);
        assertThat(Instant.parse(told.get("serverTime").asText()))
                .isAfter(Instant.now().minusSeconds(5));
        assertThat(get("/api/events", null)
                        .getBody()
                        .get("events")
                        .get(0)
                        .get("id")
                        .asLong())
                .isGreaterThanOrEqualTo(event);
        assertProblem(get("/api/events/999999999", null), 404, "UNKNOWN_EVENT");
        assertProblem(get("/api/events/abc", null), 400, "INVALID_INPUT");
    }

    @Test
    void aSoldOutEventSaysSo() {
        long event = open(1);
        apply(call(someone(), event));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get("/api/events/" + event, null)
                        .getBody()
                        .get("state")
                        .asText()
                        .equals("SOLD_OUT"));
    }

    @Test
    void whatRemainsIsLeftOpenWhileStockServiceIsAway() {
        long event = open(3);
        services.stockAway = true;
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get("/api/events/" + event, null)
                        .getBody()
                        .get("remaining")
                        .isNull());
    }

    @Test
    void onlyAdminsMakeAndChangeEvents() {
        long event = open(1);
        Map<String, Object> valid =
                Map.of("name", "X", "closesAt", Instant.now().plusSeconds(60));
        assertProblem(post("/api/admin/events", null, valid), 401, "UNAUTHENTICATED");
        assertProblem(post("/api/admin/events", "rubbish", valid), 401, "INVALID_TOKEN");
        assertProblem(post("/api/admin/events", token(someone(), "USER"), valid), 403, "FORBIDDEN");
        assertProblem(
                post("/api/admin/event/stock", token(someone(), "USER"), Map.of("eventId", event, "count", 5)),
                403,
                "FORBIDDEN");
        assertProblem(get("/api/admin/event/claims?eventId=" + event, token(someone(), "USER")), 403, "FORBIDDEN");
    }

    @Test
    void badEventsAreRefused() {
        int before = get("/api/events?limit=1000", null).getBody().get("events").size();
        Instant now = Instant.now();
        Map<String, Object> good = Map.of("name", "X", "opensAt", now, "closesAt", now.plusSeconds(60), "quantity", 5);
        record Change(String field, Object value) {}
        for (Change bad : List.of(
                new Change("name", ""),
                new Change("name", "x".repeat(101)),
                new Change("name", "a\nb"),
                new Change("name", "a\u202eb"),
                new Change("closesAt", now),
                new Change("closesAt", now.minusSeconds(60)),
                new Change("closesAt", "+10000-01-01T00:00:00Z"),
                new Change("opensAt", "tomorrow"),
                new Change("quantity", 0),
                new Change("quantity", -1),
                new Change("quantity", 10_000_001),
                new Change("quantity", 1.5),
                new Change("quantity", "many"),
                new Change("current", "maybe"))) {
            Map<String, Object> request = new HashMap<>(good);
            request.put(bad.field(), bad.value());
            ResponseEntity<JsonNode> answer = post("/api/admin/events", admin(), request);
            assertProblem(answer, 400, "INVALID_INPUT");
        }
        assertProblem(
                post(
                        "/api/admin/events",
                        admin(),
                        Map.of("name", "X", "opensAt", now.minusSeconds(60), "closesAt", now.minusSeconds(1))),
                400,
                "INVALID_INPUT");
        assertProblem(post("/api/admin/events", admin(), Map.of("name", "X")), 400, "INVALID_INPUT");
        assertThat(get("/api/events?limit=1000", null).getBody().get("events")).hasSize(before);
    }

    @Test
    void anEventWhoseStockCannotBeOpenedIsNeverSeen() {
        int before = get("/api/events?limit=1000", null).getBody().get("events").size();
        services.stockAway = true;
        assertProblem(
                post(
                        "/api/admin/events",
                        admin(),
                        Map.of("name", "X", "closesAt", Instant.now().plusSeconds(60))),
                503,
                "UNAVAILABLE");
        services.stockAway = false;
        assertThat(get("/api/events?limit=1000", null).getBody().get("events")).hasSize(before);
    }

    @Test
    void changesAreCheckedAsAWhole() {
        long event = open(1);
        assertProblem(patch(event, Map.of("closesAt", Instant.now().minusSeconds(60))), 400, "INVALID_INPUT");
        assertProblem(patch(event, Map.of("state", "NOT_OPEN")), 400, "INVALID_INPUT");
        assertProblem(patch(event, Map.of("current", false)), 400, "INVALID_INPUT");
        assertProblem(patch(999_999_999, Map.of("name", "Y")), 404, "UNKNOWN_EVENT");
        assertThat(patch(event, Map.of("name", "Renamed")).getBody().get("name").asText())
                .isEqualTo("Renamed");
        patch(event, Map.of("state", "CLOSED"));
        assertProblem(patch(event, Map.of("state", "OPEN")), 409, "CONFLICTING_CHANGE");
    }

    @Test
    void stockIsSetInTheMiddleOfAnEvent() {
        long event = open(1);
        long late = someone();
        apply(call(someone(), event));
        assertThat(code(apply(call(late, event)).getFirst())).isEqualTo("SOLD_OUT");
        ResponseEntity<JsonNode> level = post("/api/admin/event/stock", admin(), Map.of("eventId", event, "count", 2));
        assertThat(level.getBody().get("remaining").asLong()).isEqualTo(1);
        assertThat(apply(call(late, event)).getFirst().status()).isEqualTo(202);
        assertProblem(
                post("/api/admin/event/stock", admin(), Map.of("eventId", event, "count", 1)), 409, "BELOW_GRANTED");
        assertThat(get("/api/admin/event/stock?eventId=" + event, admin())
                        .getBody()
                        .get("granted")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void badStockIsRefused() {
        long event = open(5);
        for (Object bad : List.of(-1, 0, 10_000_001, "5", 1.5, List.of())) {
            assertProblem(
                    post("/api/admin/event/stock", admin(), Map.of("eventId", event, "count", bad)),
                    400,
                    "INVALID_INPUT");
        }
        assertProblem(post("/api/admin/event/stock", admin(), Map.of("eventId", event)), 400, "INVALID_INPUT");
        assertProblem(
                post("/api/admin/event/stock", admin(), Map.of("eventId", 999_999_999, "count", 5)),
                404,
                "UNKNOWN_EVENT");
        assertThat(services.ledger(event).level().quantity()).isEqualTo(5);
    }

    @Test
    void gatewaysAreToldThatTheirAnswersHaveEnded() {
        Queue<EndedAnswers> heard = listen();
        long event = open(1);
        patch(event, Map.of("state", "PAUSED"));
        FoldedAnswer.Edge paused = apply(call(someone(), event)).getFirst().edge();
        post("/api/admin/event/stock", admin(), Map.of("eventId", event, "count", 2));
        services.stockAway = true;
        assertProblem(
                post("/api/admin/event/stock", admin(), Map.of("eventId", event, "count", 3)), 503, "UNAVAILABLE");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> heard.stream()
                                .filter(ended -> ended.tag().equals("event:" + event))
                                .count()
                        == 4);
        List<EndedAnswers> ofThis = heard.stream()
                .filter(ended -> ended.tag().equals("event:" + event))
                .toList();
        assertThat(paused.tag()).isEqualTo("event:" + event);
        assertThat(ofThis.get(0).revision()).as("made").isLessThan(paused.revision());
        assertThat(ofThis.subList(1, 4))
                .as("paused, stock set, stock perhaps set")
                .allSatisfy(ended -> assertThat(ended.revision()).isEqualTo(paused.revision()));
    }

    @Test
    void whenAnotherEventIsMadeCurrentTheAnswersAboutTheOneThatWasEndThoughAnotherInstanceMadeItSo() throws Exception {
        long elsewhere = open(1);
        long here = open(1);
        Queue<EndedAnswers> heard = listen();
        try (Connection database = Backends.shared().database().connect("event");
                var statement = database.createStatement()) {
            statement.executeUpdate("update event set current = null");
            statement.executeUpdate("update event set current = true where id = " + elsewhere);
        }
        patch(here, Map.of("current", true));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(heard)
                        .extracting(EndedAnswers::tag)
                        .contains("event:" + here, "event:" + elsewhere));
    }

    private Queue<EndedAnswers> listen() {
        Queue<EndedAnswers> heard = new ConcurrentLinkedQueue<>();
        redisson.getTopic(EdgeSignals.ENDED_ANSWERS, StringCodec.INSTANCE)
                .addListener(String.class, (channel, message) -> heard.add(EndedAnswers.of(message)));
        return heard;
    }

    @Test
    void anEventMadeByAnotherInstanceAMomentAgoIsFoundAtOnce() throws Exception {
        try (Connection database = Backends.shared().database().connect("event");
                var statement = database.createStatement()) {
            for (int round = 0; round < 30; round++) {
                statement.executeUpdate("insert into event (name, opens_at, closes_at, ready, created_at)"
                        + " values ('Elsewhere', '2020-01-01', '2020-01-02', true, '2020-01-01')");
                statement.executeUpdate("update catalog_revision set revision = revision + 1");
                ResultSet keys = statement.executeQuery("select max(id) from event");
                keys.next();
                assertThat(code(apply(call(someone(), keys.getLong(1))).getFirst()))
                        .isEqualTo("CLOSED");
            }
        }
    }

    @Test
    void aChangeMadeByAnotherInstanceIsFollowed() throws Exception {
        long event = open(1);
        try (Connection database = Backends.shared().database().connect("event");
                var statement = database.createStatement()) {
            statement.executeUpdate("update event set halt = 'PAUSED' where id = " + event);
            statement.executeUpdate("update catalog_revision set revision = revision + 1");
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "PAUSED".equals(code(apply(call(someone(), event)).getFirst())));
    }

    @Test
    void aJobThatHangsHoldsUpNoOther() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        var job = scheduler.scheduleWithFixedDelay(
                () -> {
                    begun.countDown();
                    Awaitility.await().forever().until(() -> end.getCount() == 0);
                },
                Duration.ofMillis(1));
        try {
            begun.await();
            aChangeMadeByAnotherInstanceIsFollowed();
        } finally {
            end.countDown();
            job.cancel(true);
        }
    }

    @Test
    void settledClaimsAreToldInPagesAndExportedWhole() {
        long event = open(3000);
        services.settled.put(
                event,
                LongStream.rangeClosed(1, 2500)
                        .mapToObj(n -> new SettledClaim(
                                n + 50, n, n, Instant.ofEpochMilli(n), Instant.ofEpochMilli(n), MailState.SENT))
                        .toList());
        JsonNode page = get("/api/admin/event/claims?eventId=" + event + "&limit=1000", admin())
                .getBody();
        assertThat(page.get("total").asLong()).isEqualTo(2500);
        assertThat(page.get("claims")).hasSize(1000);
        assertThat(page.get("nextAfterRank").asLong()).isEqualTo(1000);
        assertThat(get("/api/admin/event/claims?eventId=" + event + "&afterRank=2000&limit=1000", admin())
                        .getBody()
                        .get("nextAfterRank")
                        .isNull())
                .isTrue();
        assertProblem(get("/api/admin/event/claims?eventId=" + event + "&limit=0", admin()), 400, "INVALID_INPUT");

        HttpHeaders headers = new HttpHeaders();
        headers.setBearerAuth(admin());
        headers.set(HttpHeaders.ACCEPT, "text/csv");
        ResponseEntity<String> csv = http.exchange(
                "/api/admin/event/claims?eventId=" + event, HttpMethod.GET, new HttpEntity<>(headers), String.class);
        assertThat(csv.getHeaders().getContentType()).hasToString("text/csv;charset=UTF-8");
        assertThat(csv.getBody().lines())
                .hasSize(2501)
                .startsWith("event,rank,unit,user,granted_at,settled_at,mail,revoked_at");

        services.settledAway = true;
        assertProblem(get("/api/admin/event/claims?eventId=" + event, admin()), 503, "UNAVAILABLE");
    }
}
