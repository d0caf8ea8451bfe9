package io.firstcome.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An admin takes claims back, and everyone who keeps anything about them follows. */
class ReleaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Api gateway = Api.gateway();
    private final Api admin = gateway.token(People.admin());

    @Test
    void aWinnerIsRevokedAndAppliesAgainAndAnothersUnitGoesToTheNext() {
        long event = People.openEvent("Taken back", 2);
        String annasAddress = People.newAddress();
        Api anna = gateway.token(People.token(annasAddress));
        Api bora = gateway.token(Tokens.stranger());
        Api cho = gateway.token(Tokens.stranger());
        assertThat(apply(anna, event)).isEqualTo(202);
        assertThat(apply(bora, event)).isEqualTo(202);
        cho.post("/api/event/apply?eventId=" + event).refused(409, "SOLD_OUT");
        await().atMost(PATIENCE)
                .until(() -> "SENT".equals(status(anna, event).get("mail").asText()));
        await().atMost(PATIENCE)
                .until(() ->
                        "CONFIRMED".equals(status(bora, event).get("status").asText()));

        JsonNode revoked = revoke(event, 1);
        assertThat(revoked.get("unit").asLong()).isEqualTo(1);
        assertThat(revoked.get("mail").asText()).as("it has been sent").isEqualTo("SENT");
        assertThat(revoked.get("released").asBoolean()).isTrue();
        assertThat(status(anna, event).get("status").asText()).isEqualTo("NONE");

        // What the gateway kept has ended: a kept "sold out" would be told for a second.
        await().atMost(PATIENCE).until(() -> apply(anna, event) == 202);
        cho.post("/api/event/apply?eventId=" + event).refused(409, "SOLD_OUT");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(anna, event).toString())
                        .isEqualTo("{\"eventId\":%d,\"status\":\"CONFIRMED\",\"rank\":3,\"mail\":\"SENT\"}"
                                .formatted(event)));

        assertThat(revoke(event, 2).get("released").asBoolean()).isTrue();
        await().atMost(PATIENCE).until(() -> apply(cho, event) == 202);
        await().atMost(PATIENCE)
                .until(() -> "CONFIRMED".equals(status(cho, event).get("status").asText()));
        assertThat(status(cho, event).get("rank").asLong()).isEqualTo(4);
        bora.post("/api/event/apply?eventId=" + event).refused(409, "SOLD_OUT");

        assertThat(claims(event, "")).containsExactly("rank 3 unit 1", "rank 4 unit 2");
        assertThat(claims(event, "&revoked=true"))
                .containsExactly("rank 1 unit 1 revoked", "rank 2 unit 2 revoked", "rank 3 unit 1", "rank 4 unit 2");
        assertAllStoresAgree(event);
        assertThat(People.mails(annasAddress))
                .as("a code and a confirmation for each claim")
                .hasSize(3);
    }

    @Test
    void revokingTwiceIsRevokingOnceAndARankThatNobodyHasIsToldSo() {
        long event = People.openEvent("Taken back twice", 3);
        Api anna = gateway.token(Tokens.stranger());
        assertThat(apply(anna, event)).isEqualTo(202);
        await().atMost(PATIENCE)
                .until(() ->
                        "CONFIRMED".equals(status(anna, event).get("status").asText()));
        JsonNode first = revoke(event, 1);
        await().atMost(PATIENCE).until(() -> apply(anna, event) == 202);

        assertThat(revoke(event, 1)).isEqualTo(first);

        assertThat(status(anna, event).get("rank").asLong()).isEqualTo(2);
        admin.post("/api/admin/event/claims/77/revoke", reason(event)).refused(404, "UNKNOWN_CLAIM");
        admin.post("/api/admin/event/claims/2/revoke", Map.of("eventId", event)).refused(400, "INVALID_INPUT");
        anna.post("/api/admin/event/claims/2/revoke", reason(event)).refused(403, "FORBIDDEN");
        assertAllStoresAgree(event);
    }

    private void assertAllStoresAgree(long event) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode report = admin.post("/api/admin/event/reconcile?eventId=" + event)
                    .expect(200)
                    .body();
            JsonNode stock = admin.get("/api/admin/event/stock?eventId=" + event)
                    .expect(200)
                    .body();
            assertThat(report.get("difference").asLong()).as(report.toString()).isZero();
            assertThat(report.get("drift").asLong()).as(report.toString()).isZero();
            assertThat(stock.get("granted").asLong())
                    .isEqualTo(report.get("settled").asLong())
                    .isEqualTo(claims(event, "").size());
            assertThat(stock.get("unpublished").asLong()).isZero();
            assertThat(stock.get("reconciliation")).isEqualTo(report);
        });
    }

    private JsonNode revoke(long event, long rank) {
        return admin.post("/api/admin/event/claims/" + rank + "/revoke", reason(event))
                .expect(200)
                .body();
    }

    private static Map<String, Object> reason(long event) {
        return Map.of("eventId", event, "reason", "a robot");
    }

    private static int apply(Api user, long event) {
        return user.post("/api/event/apply?eventId=" + event).status();
    }

    private static JsonNode status(Api user, long event) {
        return user.get("/api/event/status?eventId=" + event).expect(200).body();
    }

    private List<String> claims(long event, String query) {
        List<String> claims = new ArrayList<>();
        admin.get("/api/admin/event/claims?eventId=" + event + query)
                .expect(200)
                .body()
                .get("claims")
                .forEach(claim -> claims.add("rank " + claim.get("rank") + " unit " + claim.get("unit")
                        + (claim.has("revokedAt") ? " revoked" : "")));
        return claims;
    }
}
