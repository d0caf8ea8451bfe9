package io.firstcome.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.audit.AuditEntry;
import io.firstcome.contracts.audit.AuditEntry.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who did what when. */
class AuditTest extends EventServiceTest {

    @AfterEach
    void forget() {
        services.audited.clear();
    }

    @Test
    void everyChangeIsWrittenDownWithWhatCameOfIt() {
        long event = open(2);
        apply(call(someone(), event), call(someone(), event));

        patch(event, Map.of("state", "PAUSED"));
        patch(event, Map.of("closesAt", Instant.EPOCH));
        post("/api/admin/event/stock", admin(), Map.of("eventId", event, "count", 5));
        post("/api/admin/event/stock", admin(), Map.of("eventId", event, "count", 1));
        services.stockAway = true;
        post("/api/admin/event/stock", admin(), Map.of("eventId", event, "count", 7));

        assertThat(about(event, get("/api/admin/audit", admin()).getBody()))
                .containsExactly(
                        "STOCK_SET quantity: 7 UNKNOWN",
                        "STOCK_SET quantity: 1 REFUSED",
                        "STOCK_SET quantity: 5 DONE",
                        "EVENT_CHANGED state: PAUSED DONE",
                        "EVENT_CREATED name: Gifts DONE");
    }

    @Test
    void whatWasDoneInNotificationServiceStandsAmongIt() {
        long event = open(2);
        services.audited.add(
                new AuditEntry(9, Instant.now(), 1, "CLAIM_REVOKED", event, "rank 1: a robot", Outcome.DONE));
        services.audited.add(new AuditEntry(8, Instant.EPOCH, 1, "MAIL_SENT_AGAIN", event, "rank 1", Outcome.DONE));

        JsonNode first = get("/api/admin/audit?limit=1", admin()).getBody();
        assertThat(about(event, first)).containsExactly("CLAIM_REVOKED rank 1: a robot DONE");
        assertThat(first.path("complete").asBoolean()).isTrue();
        assertThat(first.path("next").asText()).endsWith("-9");

        services.settledAway = true;
        JsonNode partly = get("/api/admin/audit?before=" + first.path("next").asText(), admin())
                .getBody();
        assertThat(about(event, partly)).containsExactly("EVENT_CREATED name: Gifts DONE");
        assertThat(partly.path("complete").asBoolean()).isFalse();
        assertProblem(get("/api/admin/audit?before=1", admin()), 400, "INVALID_INPUT");
        assertProblem(get("/api/admin/audit", token(someone(), "USER")), 403, "FORBIDDEN");
    }

    private static List<String> about(long event, JsonNode page) {
        return StreamSupport.stream(page.path("entries").spliterator(), false)
                .filter(entry -> entry.path("eventId").asLong() == event)
                .map(entry -> entry.path("action").asText() + " "
                        + entry.path("about").asText().split(",")[0] + " "
                        + entry.path("outcome").asText())
                .toList();
    }
}
