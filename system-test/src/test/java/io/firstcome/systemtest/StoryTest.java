package io.firstcome.systemtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.localstack.backend.Mailbox;
import io.firstcome.localstack.launch.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a person does, from the first mail to the last, through the gateway. */
class StoryTest {

    private final Api gateway = Api.gateway();

    @Test
    void aGiftEventFromTheCodeByMailToTheConfirmation() {
        long event = People.openEvent("첫 선물 <b>& more</b>", 5);
        String address = People.newAddress();
        Api me = gateway.korean().token(People.token(address));

        Api.Answer accepted =
                me.post("/api/event/apply", Map.of("eventId", event)).expect(202);
        assertThat(accepted.body().get("eventId").asLong()).isEqualTo(event);
        assertThat(accepted.body().get("rank").asLong()).isEqualTo(1);
        assertThat(accepted.body().get("status").asText()).isEqualTo("ACCEPTED");
        String statusPath = accepted.header("Location").orElseThrow();

        me.post("/api/event/apply?eventId=" + event).expect(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode status = me.get(statusPath).expect(200).body();
            assertThat(status.get("status").asText()).isEqualTo("CONFIRMED");
            assertThat(status.get("rank").asLong()).isEqualTo(1);
            assertThat(status.get("mail").asText()).isEqualTo("SENT");
        });
        Mailbox.Mail mail = People.mails(address).getFirst();
        assertThat(mail.subject() + mail.text())
                .contains("첫 선물")
                .containsPattern("[가-힣]+")
                .contains("1");
        assertThat(mail.html()).contains("&lt;b&gt;").doesNotContain("<b>& more");

        JsonNode claims = gateway.token(Tokens.admin())
                .get("/api/admin/event/claims?eventId=" + event)
                .expect(200)
                .body();
        assertThat(claims.get("total").asLong()).isEqualTo(1);
        assertThat(claims.get("mails").get("sent").asLong()).isEqualTo(1);
        Api.Answer csv = gateway.token(Tokens.admin())
                .with("Accept", "text/csv")
                .get("/api/admin/event/claims?eventId=" + event)
                .expect(200);
        assertThat(csv.text().lines()).hasSize(2);
        gateway.token(Tokens.admin()).get("/api/admin/failures").expect(200);
    }

    @Test
    void anAdminLogsInByMailAndRunsAnEvent() {
        Api admin = gateway.token(People.token(RunningSuite.ADMIN));
        Instant now = Instant.now();
        JsonNode made = admin.post(
                        "/api/admin/events",
                        Map.of(
                                "name",
                                "Run by an admin",
                                "opensAt",
                                now.plusSeconds(600).toString(),
                                "closesAt",
                                now.plusSeconds(1200).toString(),
                                "quantity",
                                1))
                .expect(201)
                .body();
        String event = made.get("id").asText();
        Api user = gateway.token(Tokens.stranger());

        Api.Answer early = user.post("/api/event/apply?eventId=" + event);
        early.refused(409, "NOT_OPEN");
        assertThat(Instant.parse(early.body().get("opensAt").asText())).isAfter(now.plusSeconds(590));

        admin.patch(
                        "/api/admin/events/" + event,
                        Map.of("opensAt", now.minusSeconds(1).toString()))
                .expect(200);
        eventually(user, event, 202);
        eventually(gateway.token(Tokens.stranger()), event, 409);
        admin.post("/api/admin/event/stock", Map.of("eventId", Long.valueOf(event), "count", 2))
                .expect(200);
        eventually(gateway.token(Tokens.stranger()), event, 202);

        admin.patch("/api/admin/events/" + event, Map.of("state", "PAUSED")).expect(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> "PAUSED".equals(codeOfApply(event)));
        admin.patch("/api/admin/events/" + event, Map.of("state", "OPEN")).expect(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> "SOLD_OUT".equals(codeOfApply(event)));
        admin.patch("/api/admin/events/" + event, Map.of("state", "CLOSED")).expect(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> "CLOSED".equals(codeOfApply(event)));
        JsonNode level =
                admin.get("/api/admin/event/stock?eventId=" + event).expect(200).body();
        assertThat(level.get("granted").asLong()).isEqualTo(2);
        assertThat(level.get("remaining").asLong()).isZero();
    }

    @Test
    void withoutAnEventTheCurrentOneIsMeant() {
        long event = People.openEvent("The current one", 3);
        gateway.token(Tokens.admin())
                .patch("/api/admin/events/" + event, Map.of("current", true))
                .expect(200);
        AtomicReference<JsonNode> answer = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            answer.set(gateway.token(Tokens.stranger()).post("/api/event/apply").body());
            return answer.get().path("eventId").asLong() == event;
        });
        assertThat(answer.get().get("status").asText()).isEqualTo("ACCEPTED");
    }

    @Test
    void aSessionIsRefreshedAndEnds() {
        JsonNode first = People.logIn(People.newAddress());
        JsonNode second = gateway.post(
                        "/api/auth/refresh",
                        Map.of("refreshToken", first.get("refreshToken").asText()))
                .expect(200)
                .body();
        Api me = gateway.token(second.get("accessToken").asText());
        me.get("/api/event/status?eventId=" + People.openEvent("Sessions", 1)).expect(200);
        me.post("/api/auth/logout").expect(204);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> me.get("/api/event/status").status() == 401);
        me.get("/api/event/status").refused(401, "INVALID_TOKEN");
        gateway.post(
                        "/api/auth/refresh",
                        Map.of("refreshToken", second.get("refreshToken").asText()))
                .refused(401, "INVALID_REFRESH_TOKEN");
    }

    @Test
    void everyServiceIsDocumentedAtTheGateway() {
        for (String service : List.of("auth-service", "event-service", "notification-service")) {
            JsonNode docs = gateway.get("/v3/api-docs/" + service).expect(200).body();
            assertThat(docs.get("paths").fieldNames())
                    .toIterable()
                    .isNotEmpty()
                    .noneMatch(path -> path.startsWith("/internal"));
        }
        assertThat(gateway.get("/swagger-ui.html").status()).isIn(200, 302);
        gateway.get("/").expect(200);
    }

    @Test
    void everyInstanceIsReadyAndRegistered() {
        String registry = new Api(RunningSuite.suite().eurekaUrl(), Map.of("Accept", "application/json"))
                .get("/eureka/apps")
                .expect(200)
                .text();
        for (Service service : Service.values()) {
            if (service != Service.DISCOVERY) {
                assertThat(registry).contains(service.id().toUpperCase());
            }
            new Api(RunningSuite.suite().urlOf(service, 1), Map.of())
                    .get("/actuator/health/readiness")
                    .expect(200);
            new Api(RunningSuite.suite().urlOf(service, 1), Map.of())
                    .get("/actuator/health/liveness")
                    .expect(200);
        }
        new Api(RunningSuite.suite().urlOf(Service.EVENT, 2), Map.of())
                .get("/actuator/health/readiness")
                .expect(200);
    }

    private void eventually(Api user, String event, int status) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> user.post("/api/event/apply?eventId=" + event).status() == status);
    }

    private String codeOfApply(String event) {
        return gateway.token(Tokens.stranger())
                .post("/api/event/apply?eventId=" + event)
                .body()
                .path("code")
                .asText();
    }
}
