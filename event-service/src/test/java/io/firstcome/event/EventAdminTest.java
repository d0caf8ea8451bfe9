package io.firstcome.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.fold.EdgeSignals;
import io.firstcome.contracts.fold.EdgeSignals.EndedAnswers;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.localstack.backend.Backends;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;

/** Events are made and changed, and gateways hear of it. */
class EventAdminTest extends EventServiceTest {

    @Autowired
    RedissonClient redisson;

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
}
