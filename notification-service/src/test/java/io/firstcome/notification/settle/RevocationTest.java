package io.firstcome.notification.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.audit.AuditEntries;
import io.firstcome.contracts.audit.AuditEntry;
import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.contracts.settle.ClaimMail;
import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.Ranks;
import io.firstcome.contracts.settle.Revocation;
import io.firstcome.contracts.settle.RevokedClaim;
import io.firstcome.contracts.settle.RevokedClaims;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.settle.SettledClaims;
import io.firstcome.contracts.settle.SettledCounts;
import io.firstcome.localstack.backend.Backends;
import io.firstcome.notification.AuthDouble;
import io.firstcome.notification.ClaimsLog;
import io.firstcome.notification.ServiceTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;

/** An admin takes a settled claim back. */
@ExtendWith(OutputCaptureExtension.class)
class RevocationTest extends ServiceTest {

    private static final long ADMIN = 4711;
    private static final int ONE_PARTITION = 2;

    @Autowired
    private Settling settling;

    @AfterEach
    void authServiceIsBack() {
        AuthDouble.INSTANCE.away(false);
    }

    @Test
    void aRevokedClaimIsSettledNoMoreHoweverOftenItsRecordComes() {
        settle(claims(3));
        revoke(2);
        Map<TopicPartition, Long> start = log.ends(ClaimGranted.TOPIC);

        log.publish(claims(3));
        awaitCaughtUp();
        log.listener().stop();
        log.rewindTo(start);
        log.listener().start();
        awaitCaughtUp();

        assertThat(liveRanks()).containsExactly(1L, 3L);
        assertThat(settled()).as("rows, the revoked one among them").isEqualTo(3);
        assertThat(failures("CONFLICT")).isZero();
        assertThat(mailsInAll()).isEqualTo(3);
    }

    @Test
    void itsUserAndItsUnitAreClaimedAnewAndTheOldRecordIsStillARepeat() {
        settle(claims(2));
        revoke(1);
        ClaimGranted sameUser = claim(firstUser + 1, 3, 4);
        ClaimGranted sameUnit = claim(firstUser + 9, 4, 1);

        settle(List.of(sameUser, sameUnit));
        log.publishRaw(
                ONE_PARTITION,
                List.of(log.bytes(claim(1)), log.bytes(sameUser), log.bytes(sameUnit), log.bytes(claim(5))));
        awaitCaughtUp();

        assertThat(liveRanks()).containsExactly(2L, 3L, 4L, 5L);
        assertThat(failures("CONFLICT")).isZero();
        SettledClaims held = internal(
                        HttpMethod.POST,
                        "/internal/events/" + event + "/claims/lookup",
                        new UserIds(List.of(firstUser + 1)),
                        SettledClaims.class)
                .getBody();
        assertThat(held.claims()).extracting(SettledClaim::rank).containsExactly(3L);
        await().atMost(ClaimsLog.PATIENCE).until(() -> mails("SENT") >= 4);
    }

    @Test
    void theOldRecordInOneBatchWithTheNewClaimsStandsInNobodysWay() {
        settle(claims(1));
        revoke(1);

        List<Verdict> verdicts = settling.settle(
                batch(claim(1), claim(firstUser + 1, 2, 3), claim(firstUser + 9, 3, 1), claim(1)), Map.of());

        assertThat(verdicts)
                .containsExactly(
                        new Verdict.Repeat(), new Verdict.Settled(), new Verdict.Settled(), new Verdict.Repeat());
        assertThat(liveRanks()).containsExactly(2L, 3L);
    }

    @Test
    void aSecondLiveClaimOfAUnitOrAUserIsStillAConflictAndSoIsARevokedRankOfSomebodyElse() {
        settle(claims(2));
        revoke(1);
        settle(List.of(claim(firstUser + 1, 3, 1)));

        log.publishRaw(
                ONE_PARTITION,
                List.of(
                        log.bytes(claim(firstUser + 90, 90, 1)), // the unit has a new owner
                        log.bytes(claim(firstUser + 1, 91, 91)), // the user has a new claim
                        log.bytes(claim(firstUser + 92, 1, 92)))); // nobody gets a revoked rank
        awaitCaughtUp();

        assertThat(liveRanks()).containsExactly(2L, 3L);
        assertThat(failures("CONFLICT")).isEqualTo(3);
    }

    @Test
    void aMailThatWaitsIsCancelledAndOneThatWasSentStays() {
        settle(claims(1));
        await().atMost(ClaimsLog.PATIENCE).until(() -> mails("SENT") == 1);
        AuthDouble.INSTANCE.away(true);
        settle(List.of(claim(2), claim(3)));

        assertThat(revoke(1).mail()).isEqualTo(MailState.SENT);
        assertThat(revoke(2).mail()).isEqualTo(MailState.CANCELLED);
        assertThat(counts()).isEqualTo(new SettledCounts(1, 1, 0, 0, 0));
        AuthDouble.INSTANCE.away(false);
        await().atMost(ClaimsLog.PATIENCE).until(() -> mails("PENDING") == 0);

        assertThat(mails("SENT")).isEqualTo(2);
        assertThat(mails("CANCELLED")).isEqualTo(1);
        assertThat(Backends.shared().mailbox().messagesTo(AuthDouble.addressOf(firstUser + 2)))
                .isEmpty();
        assertThat(counts()).isEqualTo(new SettledCounts(1, 0, 1, 0, 0));
    }

    @Test
    void whoDoesItTwiceOrAtOnceDoesItOnceAndTheFirstReasonStays(CapturedOutput output) {
        settleAndSend(1);
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<CompletableFuture<SettledClaim>> answers = IntStream.range(0, 8)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> revoke(1), threads))
                    .toList();
            assertThat(answers)
                    .extracting(CompletableFuture::join)
                    .containsOnly(answers.getFirst().join());
        }
        ResponseEntity<SettledClaim> later = revoke(1, ADMIN + 1, "another reason", SettledClaim.class);

        assertThat(later.getBody().revokedAt()).isNotNull();
        assertThat(jdbc.sql("select revoked_by, because from revocation where event_id = ?")
                        .param(event)
                        .query()
                        .listOfRows())
                .containsExactly(Map.of("revoked_by", ADMIN, "because", "a robot 매크로"));
        assertThat(output.getAll())
                .containsOnlyOnce("User 4711 revoked the claim of user %d to event %d (rank 1, unit 1) at "
                        .formatted(firstUser + 1, event))
                .contains(": a robot 매크로");
    }

    @Test
    void revokedClaimsAreToldWhereTheyAreAskedForAndNowhereElse() {
        settleAndSend(4);
        SettledClaim revoked = revoke(2);

        assertThat(page("")).extracting(SettledClaim::rank).containsExactly(1L, 3L, 4L);
        assertThat(page("")).extracting(SettledClaim::revokedAt).containsOnlyNulls();
        assertThat(page("?revoked=true")).extracting(SettledClaim::rank).containsExactly(1L, 2L, 3L, 4L);
        assertThat(page("?revoked=true").get(1)).isEqualTo(revoked);
        assertThat(page("?revoked=true&afterRank=1&limit=1")).containsExactly(revoked);
        assertThat(page("?afterRank=1&limit=1")).extracting(SettledClaim::rank).containsExactly(3L);
        assertThat(counts().settled()).isEqualTo(3);
    }

    @Test
    void whatTheLedgerIsNotKnownToHaveReleasedIsToldUntilItHas() {
        settle(claims(3));
        revoke(3);
        revoke(1);
        assertThat(unreleased())
                .containsExactly(
                        new RevokedClaim(event, firstUser + 3, 3, 3), new RevokedClaim(event, firstUser + 1, 1, 1));

        released(List.of(3L, 2L));
        released(List.of(3L));
        released(List.of());

        assertThat(unreleased()).containsExactly(new RevokedClaim(event, firstUser + 1, 1, 1));
        assertThat(liveRanks()).as("releasing revokes nothing").containsExactly(2L);
    }

    @Test
    void whatCannotBeRevokedIsRefused() {
        settle(claims(1));
        assertRefused(revoke(7, ADMIN, "why", JsonNode.class), 404, "UNKNOWN_CLAIM");
        assertRefused(revoke(0, ADMIN, "why", JsonNode.class), 400, "INVALID_INPUT");
        assertRefused(revoke(1, ADMIN, " ", JsonNode.class), 400, "INVALID_INPUT");
        assertRefused(revoke(1, ADMIN, null, JsonNode.class), 400, "INVALID_INPUT");
        assertRefused(revoke(1, ADMIN, "x".repeat(201), JsonNode.class), 400, "INVALID_INPUT");
        assertThat(liveRanks()).containsExactly(1L);
        revoke(1, ADMIN, "x".repeat(200), SettledClaim.class);
        assertThat(liveRanks()).isEmpty();
    }

    private static Batch batch(ClaimGranted... claims) {
        return new Batch(List.of(claims), Collections.nCopies(claims.length, null), List.of(), List.of());
    }

    @Test
    void anAdminHasAConfirmationSentAgainButNotThatOfARevokedClaim() {
        settleAndSend(2);

        assertThat(sendAgain(1, SettledClaim.class).getBody().mail()).isEqualTo(MailState.PENDING);

        await().atMost(ClaimsLog.PATIENCE).until(() -> mails("SENT") == 2);
        assertThat(jdbc.sql("select attempts from mail where event_id = ? and rank_no = 1")
                        .param(event)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        revoke(2);
        assertRefused(sendAgain(2, JsonNode.class), 404, "UNKNOWN_CLAIM");
        assertThat(internal(
                                HttpMethod.GET,
                                "/internal/audit?id=" + Long.MAX_VALUE + "&limit=200",
                                null,
                                AuditEntries.class)
                        .getBody()
                        .entries())
                .filteredOn(entry -> entry.eventId() != null && entry.eventId() == event)
                .extracting(AuditEntry::by, AuditEntry::action, AuditEntry::about)
                .containsExactly(
                        tuple(ADMIN, "CLAIM_REVOKED", "rank 2: a robot 매크로"),
                        tuple(ADMIN, "MAIL_SENT_AGAIN", "rank 1"));
    }

    private <T> ResponseEntity<T> sendAgain(long rank, Class<T> type) {
        return internal(
                HttpMethod.POST, "/internal/events/" + event + "/claims/" + rank + "/mail", new ClaimMail(ADMIN), type);
    }

    private void settle(List<ClaimGranted> claims) {
        log.publish(claims);
        awaitCaughtUp();
    }

    /** A mail that a worker has in hand may change its state after the answer. */
    private void settleAndSend(long ranks) {
        settle(claims(ranks));
        await().atMost(ClaimsLog.PATIENCE).until(() -> mails("SENT") == ranks);
    }

    private SettledClaim revoke(long rank) {
        return revoke(rank, ADMIN, "a robot 매크로", SettledClaim.class).getBody();
    }

    private <T> ResponseEntity<T> revoke(long rank, long by, String reason, Class<T> type) {
        return internal(
                HttpMethod.POST,
                "/internal/events/" + event + "/claims/" + rank + "/revoke",
                new Revocation(by, reason),
                type);
    }

    private void released(List<Long> ranks) {
        var answer = internal(
                HttpMethod.POST, "/internal/events/" + event + "/claims/released", new Ranks(ranks), Void.class);
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
    }

    /** Of this test's event. */
    private List<RevokedClaim> unreleased() {
        return internal(HttpMethod.GET, "/internal/claims/unreleased?limit=10000", null, RevokedClaims.class)
                .getBody()
                .claims()
                .stream()
                .filter(claim -> claim.eventId() == event)
                .toList();
    }

    private List<SettledClaim> page(String query) {
        return internal(HttpMethod.GET, "/internal/events/" + event + "/claims" + query, null, SettledClaims.class)
                .getBody()
                .claims();
    }

    private SettledCounts counts() {
        return internal(HttpMethod.GET, "/internal/events/" + event + "/counts", null, SettledCounts.class)
                .getBody();
    }

    private List<Long> liveRanks() {
        return jdbc.sql("select rank_no from claim where event_id = ? and live = 1 order by rank_no")
                .param(event)
                .query(Long.class)
                .list();
    }

    private long mailsInAll() {
        return jdbc.sql("select count(*) from mail where event_id = ?")
                .param(event)
                .query(Long.class)
                .single();
    }

    private static void assertRefused(ResponseEntity<JsonNode> answer, int status, String code) {
        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(answer.getBody().path("code").asText()).isEqualTo(code);
    }
}
