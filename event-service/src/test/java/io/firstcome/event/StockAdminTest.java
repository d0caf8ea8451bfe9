package io.firstcome.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.SettledClaim;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/** Stock is set and claims are listed. */
class StockAdminTest extends EventServiceTest {

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
