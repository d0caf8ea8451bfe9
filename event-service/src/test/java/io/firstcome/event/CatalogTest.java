package io.firstcome.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.localstack.backend.Backends;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.TaskScheduler;

/** What everybody is told of events, and how it follows what other instances do. */
class CatalogTest extends EventServiceTest {

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
}
