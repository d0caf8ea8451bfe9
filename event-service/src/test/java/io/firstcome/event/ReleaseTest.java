package io.firstcome.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.fold.EdgeSignals;
import io.firstcome.contracts.fold.EdgeSignals.EndedAnswers;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.Revocation;
import io.firstcome.contracts.settle.SettledClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/** An admin takes a claim back: MySQL, then the ledger, then the note that it is done. */
class ReleaseTest extends EventServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    RedissonClient redisson;

    private final long anna = someone();
    private final long bora = someone();
    private long event;

    @BeforeEach
    void twoWinnersOfTwoUnits() {
        event = open(2);
        apply(call(anna, event), call(bora, event));
        services.settled.put(event, List.of(settled(anna, 1), settled(bora, 2)));
    }

    @Test
    void theUnitGoesToTheNextApplicantWithARankOfHisOwnAndTheUserMayApplyAgain() {
        long cho = someone();
        assertThat(code(apply(call(cho, event)).getFirst())).isEqualTo("SOLD_OUT");

        JsonNode revoked = revoke(1, "a robot").getBody();

        assertThat(revoked.get("user").asLong()).isEqualTo(anna);
        assertThat(revoked.get("unit").asLong()).isEqualTo(1);
        assertThat(revoked.get("mail").asText()).isEqualTo("CANCELLED");
        assertThat(Instant.parse(revoked.get("revokedAt").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(revoked.get("released").asBoolean()).isTrue();
        assertThat(status(anna)).isEqualTo("NONE");
        FoldedAnswer next = apply(call(cho, event)).getFirst();
        assertThat(next.status()).isEqualTo(202);
        assertThat(body(next).get("rank").asLong()).isEqualTo(3);
        assertThat(services.ledger(event).all())
                .filteredOn(claim -> claim.user() == cho)
                .allSatisfy(claim -> assertThat(claim.unit()).isEqualTo(1));
        assertThat(code(apply(call(anna, event)).getFirst()))
                .as("she is no winner any more, and late")
                .isEqualTo("SOLD_OUT");
        assertThat(services.unreleased).isEmpty();
        assertThat(services.revocations).contains(new Revocation(1, "a robot"));
    }

    @Test
    void doneAgainItAnswersTheSameAndReleasesNothingElse() {
        JsonNode first = revoke(1, "a robot").getBody();
        assertThat(apply(call(anna, event)).getFirst().status()).isEqualTo(202);

        assertThat(revoke(1, "another reason").getBody()).isEqualTo(first);

        assertThat(services.ledger(event).all())
                .as("her new claim stays")
                .extracting(claim -> claim.user())
                .containsExactlyInAnyOrder(anna, bora);
    }

    @Test
    void whatGatewaysKeepAboutTheEventEnds() {
        Queue<EndedAnswers> heard = new ConcurrentLinkedQueue<>();
        redisson.getTopic(EdgeSignals.ENDED_ANSWERS, StringCodec.INSTANCE)
                .addListener(String.class, (channel, message) -> heard.add(EndedAnswers.of(message)));

        revoke(1, "a robot");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(heard).extracting(EndedAnswers::tag).contains("event:" + event));
    }

    @Test
    void whoDiesAfterTheRevocationLeavesTheRestToTheSweeper() {
        services.revoke(event, 2, new Revocation(1, "a robot"));

        await().atMost(PATIENCE).until(() -> services.unreleased.isEmpty());

        assertThat(services.ledger(event).level().granted()).isEqualTo(1);
        assertThat(apply(call(someone(), event)).getFirst().status()).isEqualTo(202);
    }

    @Test
    void whoDiesAfterTheReleaseLeavesTheNoteToTheSweeperAndNothingIsReleasedTwice() {
        services.releasesCannotBeNoted = true;
        assertThat(revoke(2, "a robot").getBody().get("released").asBoolean())
                .as("not for certain")
                .isFalse();
        assertThat(apply(call(bora, event)).getFirst().status()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> services.ledger(event).releases() > 2);
        services.releasesCannotBeNoted = false;

        await().atMost(PATIENCE).until(() -> services.unreleased.isEmpty());

        assertThat(services.ledger(event).all())
                .extracting(claim -> claim.user())
                .containsExactlyInAnyOrder(anna, bora);
    }

    @Test
    void whileStockServiceIsAwayTheClaimIsRevokedAndTheUnitFollows() {
        services.stockAway = true;
        JsonNode revoked = revoke(1, "a robot").getBody();
        assertThat(revoked.get("released").asBoolean()).isFalse();
        assertThat(revoked.get("revokedAt").isNull()).isFalse();
        services.stockAway = false;

        await().atMost(PATIENCE).until(() -> services.unreleased.isEmpty());

        assertThat(services.ledger(event).level().remaining()).isEqualTo(1);
    }

    @Test
    void whileNotificationServiceIsAwayNothingIsRevoked() {
        services.settledAway = true;
        assertProblem(revoke(1, "a robot"), 503, "UNAVAILABLE");
        assertThat(services.ledger(event).level().granted()).isEqualTo(2);
    }

    @Test
    void whatCannotBeRevokedIsRefused() {
        assertProblem(revoke(3, "why"), 404, "UNKNOWN_CLAIM");
        assertProblem(revoke(0, "why"), 400, "INVALID_INPUT");
        Map<String, Object> none = new HashMap<>();
        none.put("eventId", event);
        for (Object bad : new Object[] {null, "", "  ", "two\nlines", "x".repeat(201), 5}) {
            none.put("reason", bad);
            assertProblem(post("/api/admin/event/claims/1/revoke", admin(), none), 400, "INVALID_INPUT");
        }
        Map<String, Object> asked = Map.of("eventId", event, "reason", "why");
        assertProblem(post("/api/admin/event/claims/first/revoke", admin(), asked), 400, "INVALID_INPUT");
        assertProblem(post("/api/admin/event/claims/1/revoke", token(anna, "USER"), asked), 403, "FORBIDDEN");
        assertProblem(post("/api/admin/event/claims/1/revoke", null, asked), 401, "UNAUTHENTICATED");
        assertProblem(
                post("/api/admin/event/claims/1/revoke", admin(), Map.of("eventId", 999_999_999, "reason", "why")),
                404,
                "UNKNOWN_EVENT");
        assertThat(services.ledger(event).level().granted()).isEqualTo(2);
    }

    @Test
    void revokedClaimsAreInTheExportAndInThePageThatAsksForThem() {
        revoke(1, "a robot");
        String claims = "/api/admin/event/claims?eventId=" + event;
        assertThat(get(claims, admin()).getBody().get("claims")).hasSize(1);
        assertThat(get(claims, admin()).getBody().get("claims").get(0).has("revokedAt"))
                .isFalse();
        JsonNode all = get(claims + "&revoked=true", admin()).getBody();
        assertThat(all.get("total").asLong()).isEqualTo(1);
        assertThat(all.get("claims")).hasSize(2);
        assertThat(all.get("claims").get(0).get("revokedAt").asText()).isNotBlank();

        HttpHeaders headers = new HttpHeaders();
        headers.setBearerAuth(admin());
        headers.set(HttpHeaders.ACCEPT, "text/csv");
        ResponseEntity<String> csv = http.exchange(claims, HttpMethod.GET, new HttpEntity<>(headers), String.class);
        List<String> lines = csv.getBody().lines().toList();
        assertThat(lines.get(0)).endsWith(",mail,revoked_at");
        assertThat(lines.get(1))
                .isEqualTo(lines.get(1).substring(0, lines.get(1).lastIndexOf(',') + 1)
                        + all.get("claims").get(0).get("revokedAt").asText());
        assertThat(lines.get(2)).endsWith(",SENT,");
    }

    private static SettledClaim settled(long user, long rank) {
        return new SettledClaim(user, rank, rank, Instant.now(), Instant.now(), MailState.SENT);
    }

    private ResponseEntity<JsonNode> revoke(long rank, String reason) {
        return post("/api/admin/event/claims/" + rank + "/revoke", admin(), Map.of("eventId", event, "reason", reason));
    }

    private String status(long user) {
        return body(folded("status", call(user, event)).getFirst())
                .get("status")
                .asText();
    }
}
