package io.firstcome.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.Revocation;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.stock.HeldClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.core.KafkaAdmin;

/** An admin has Redis and MySQL compared, and reads the last report with the stock. */
class ReconcileTest extends EventServiceTest {

    private static final Instant OLD = Instant.now().minusSeconds(600);

    @Autowired
    KafkaAdmin kafka;

    @AfterEach
    void nothingIsLeftToRelease() {
        services.releasesFail = false;
        await().atMost(Duration.ofSeconds(20)).until(() -> services.unreleased.isEmpty());
    }

    @Test
    void theReportNamesTheUsersWhoseClaimsOnlyOneSideHas() {
        long event = open(10);
        long both = someone();
        long lost = someone();
        long forgotten = someone();
        services.ledger(event).hold(held(both, 1));
        services.ledger(event).hold(held(lost, 2));
        services.settled.put(event, List.of(settled(both, 1), settled(forgotten, 3)));
        assertThat(stock(event).get("reconciliation").isNull()).isTrue();

        JsonNode report = reconcileUntilDriftIs(2, event);

        assertThat(report.get("granted").asLong()).isEqualTo(2);
        assertThat(report.get("settled").asLong()).isEqualTo(2);
        assertThat(report.get("difference").asLong())
                .as("one missing on each side")
                .isZero();
        assertThat(report.get("mails").get("sent").asLong()).isEqualTo(2);
        assertThat(report.get("users"))
                .extracting(JsonNode::toString)
                .containsExactlyInAnyOrder(
                        "{\"user\":%d,\"rank\":2,\"unit\":2,\"found\":\"GRANTED_ONLY\"}".formatted(lost),
                        "{\"user\":%d,\"rank\":3,\"unit\":3,\"found\":\"SETTLED_ONLY\"}".formatted(forgotten));
        assertThat(stock(event).get("reconciliation")).isEqualTo(report);
    }

    @Test
    void aUserWithDifferentClaimsOnTheTwoSidesIsNamedForBoth() {
        long event = open(10);
        long user = someone();
        services.ledger(event).hold(held(user, 2));
        services.settled.put(event, List.of(settled(user, 1)));

        JsonNode report = reconcileUntilDriftIs(2, event);

        assertThat(report.get("users"))
                .extracting(named -> named.get("user").asLong())
                .containsOnly(user);
    }

    @Test
    void whatIsUnderWayIsNoDrift() {
        long event = open(10);
        long youngInRedis = someone();
        long youngInMySql = someone();
        long beingReleased = someone();
        services.ledger(event)
                .hold(new HeldClaim(youngInRedis, 1, 1, Instant.now().toEpochMilli(), Language.EN));
        services.ledger(event).hold(held(beingReleased, 2));
        services.settled.put(
                event,
                List.of(
                        new SettledClaim(youngInMySql, 3, 3, OLD, Instant.now(), MailState.SENT),
                        settled(beingReleased, 2)));
        services.releasesFail = true;
        services.revoke(event, 2, new Revocation(1, "a robot"));
        allOfTheLogIsSettled();

        JsonNode report = reconcile(event).getBody();

        assertThat(report.get("drift").asLong()).as(report.toString()).isZero();
        assertThat(report.get("users")).isEmpty();
    }

    @Test
    void ofManyUsersAHundredAreNamedAndAllAreCounted() {
        long event = open(5_000);
        for (long n = 1; n <= 2_500; n++) {
            services.ledger(event).hold(held(someone(), n));
        }

        JsonNode report = reconcileUntilDriftIs(2_500, event);

        assertThat(report.get("users")).hasSize(100);
    }

    @Test
    void aClaimMayStillBeOnItsWayWhileNotAllOfTheLogIsSettled() {
        long event = open(10);
        long lost = someone();
        services.ledger(event).hold(held(lost, 7));
        allOfTheLogIsSettled();
        apply(call(someone(), event));

        assertThat(reconcile(event).getBody().get("drift").asLong()).isZero();

        assertThat(reconcileUntilDriftIs(1, event).get("users"))
                .extracting(named -> named.get("user").asLong())
                .containsExactly(lost);
    }

    @Test
    void withoutEitherServiceThereIsNoReport() {
        long event = open(1);
        services.settledAway = true;
        assertProblem(reconcile(event), 503, "UNAVAILABLE");
        services.settledAway = false;
        services.stockAway = true;
        assertProblem(reconcile(event), 503, "UNAVAILABLE");
        services.stockAway = false;
        assertThat(stock(event).get("reconciliation").isNull()).isTrue();
    }

    @Test
    void onlyAdminsReconcile() {
        long event = open(1);
        String path = "/api/admin/event/reconcile?eventId=" + event;
        assertProblem(post(path, token(someone(), "USER"), null), 403, "FORBIDDEN");
        assertProblem(post(path, null, null), 401, "UNAUTHENTICATED");
        assertProblem(post("/api/admin/event/reconcile?eventId=999999999", admin(), null), 404, "UNKNOWN_EVENT");
    }

    @Test
    void theStockSaysWhyItIsClosed() {
        long event = open(1);
        assertThat(stock(event).get("closedBecause").isNull()).isTrue();
        services.ledger(event).closedBecause = "two claims hold unit 7";
        assertThat(stock(event).get("closedBecause").asText()).isEqualTo("two claims hold unit 7");
        assertThat(stock(event).get("remaining").asLong()).isEqualTo(1);
    }

    @Test
    void aStockThatIsBeingRebuiltIsNotCompared() {
        long event = open(1);
        services.ledger(event).hold(held(someone(), 1));
        services.ledger(event).closedBecause = "being rebuilt";

        assertThat(reconcile(event).getBody().get("drift").asLong()).isZero();
    }

    /** Commits the offsets of whoever settles, as notification-service does. */
    private void allOfTheLogIsSettled() {
        var partitions = IntStream.range(0, ClaimGranted.PARTITIONS)
                .mapToObj(n -> new TopicPartition(ClaimGranted.TOPIC, n))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
            var ends = admin.listOffsets(partitions).all().get();
            admin.alterConsumerGroupOffsets(
                            "notification-service",
                            ends.entrySet().stream()
                                    .collect(Collectors.toMap(
                                            Map.Entry::getKey,
                                            end -> new OffsetAndMetadata(
                                                    end.getValue().offset()))))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static HeldClaim held(long user, long rank) {
        return new HeldClaim(user, rank, rank, OLD.toEpochMilli(), Language.EN);
    }

    private static SettledClaim settled(long user, long rank) {
        return new SettledClaim(user, rank, rank, OLD, OLD, MailState.SENT);
    }

    private ResponseEntity<JsonNode> reconcile(long event) {
        return post("/api/admin/event/reconcile?eventId=" + event, admin(), null);
    }

    /** The sweeper may put a claim of another test on the log at any time, and then nothing is certain. */
    private JsonNode reconcileUntilDriftIs(long drift, long event) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            allOfTheLogIsSettled();
                            return reconcile(event).getBody();
                        },
                        report -> report.path("drift").asLong() == drift);
    }

    private JsonNode stock(long event) {
        return get("/api/admin/event/stock?eventId=" + event, admin()).getBody();
    }
}
