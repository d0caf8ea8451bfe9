package io.firstcome.notification.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.localstack.backend.Backends;
import io.firstcome.notification.ClaimsLog;
import io.firstcome.notification.ServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;

@ExtendWith(OutputCaptureExtension.class)
class SettleTest extends ServiceTest {

    private static final int ONE_PARTITION = 3;

    @Autowired
    private Settling settling;

    @Autowired
    private MeterRegistry registry;

    @Test
    void fiveThousandClaimsAreSettledOnceThoughEachComesTwice() {
        List<ClaimGranted> claims = claims(5_000);
        Outcomes before = outcomes();

        log.publish(claims);
        log.publish(claims);
        awaitCaughtUp();

        assertThat(settled()).isEqualTo(5_000);
        await().atMost(ClaimsLog.PATIENCE).until(() -> mails("SENT") == 5_000);
        Outcomes now = outcomes();
        assertThat(now.settled - before.settled).isEqualTo(5_000);
        assertThat(now.repeats - before.repeats).isEqualTo(5_000);
    }

    @Test
    void theSameClaimTwiceInOneBatchIsOneRow() {
        ClaimGranted claim = claim(1);

        List<Verdict> verdicts = settling.settle(batch(claim, claim, claim(2)), Map.of());

        assertThat(verdicts).containsExactly(new Verdict.Settled(), new Verdict.Repeat(), new Verdict.Settled());
        assertThat(settled()).isEqualTo(2);
        assertThat(mails("PENDING") + mails("SENT")).isEqualTo(2);
    }

    @Test
    void aClaimThatDiffersFromOneInItsPlaceIsPutDownAsAConflictAndTheRestIsSettled(CapturedOutput output) {
        Outcomes before = outcomes();
        log.publish(claim(1));
        awaitCaughtUp();

        log.publishRaw(
                ONE_PARTITION,
                List.of(
                        log.bytes(claim(2)),
                        log.bytes(claim(firstUser + 90, 90, 1)), // the unit is another's
                        log.bytes(claim(firstUser + 91, 1, 91)), // the rank is another's
                        log.bytes(claim(firstUser + 1, 92, 92)), // the user has a claim, and this is not it
                        log.bytes(claim(firstUser + 93, 2, 93)), // as the second, but within one batch
                        log.bytes(claim(3))));
        awaitCaughtUp();

        assertThat(settled()).isEqualTo(3);
        assertThat(failures("CONFLICT")).isEqualTo(4);
        assertThat(outcomes().conflicts - before.conflicts).isEqualTo(4);
        assertThat(output.getAll()).contains("INVARIANT BROKEN");
        assertThat(jdbc.sql("select user_id from claim where event_id = ? order by rank_no")
                        .param(event)
                        .query(Long.class)
                        .list())
                .containsExactly(firstUser + 1, firstUser + 2, firstUser + 3);
    }

    @Test
    void poisonAmongFiveHundredGoesAsideAloneWithItsCauseAndPlace() {
        String nonsense = "no claim " + event;
        List<byte[]> values =
                new ArrayList<>(claims(500).stream().map(log::bytes).toList());
        values.add(250, nonsense.getBytes(StandardCharsets.UTF_8));
        Map<TopicPartition, Long> deadBefore = log.ends(ClaimGranted.DEAD_LETTER_TOPIC);
        Outcomes before = outcomes();

        log.publishRaw(ONE_PARTITION, values);
        awaitCaughtUp();

        assertThat(settled()).isEqualTo(500);
        assertThat(outcomes().poison - before.poison).isEqualTo(1);
        Map<String, Object> failure = jdbc.sql("select * from failure where payload = ?")
                .param(nonsense.getBytes(StandardCharsets.UTF_8))
                .query()
                .singleRow();
        assertThat(failure)
                .containsEntry("kind", "POISON")
                .containsEntry("topic", ClaimGranted.TOPIC)
                .containsEntry("partition_no", ONE_PARTITION);
        assertThat((String) failure.get("cause")).startsWith("not JSON").doesNotContain("claim " + event);
        TopicPartition dead = new TopicPartition(ClaimGranted.DEAD_LETTER_TOPIC, ONE_PARTITION);
        assertThat(log.ends(ClaimGranted.DEAD_LETTER_TOPIC).get(dead)).isEqualTo(deadBefore.get(dead) + 1);
    }

    @Test
    void poisonThatIsTooLargeForADeadLetterGoesAsideWithItsBeginning() {
        byte[] huge = "no claim ".repeat(500_000).getBytes(StandardCharsets.US_ASCII);

        log.publishCompressed(ONE_PARTITION, huge);
        log.publishRaw(ONE_PARTITION, List.of(log.bytes(claim(1))));
        awaitCaughtUp();

        assertThat(settled()).isEqualTo(1);
    }

    @Test
    void aCrashBetweenTheCommitInMySqlAndTheCommitOfOffsetsChangesNothing() {
        Map<TopicPartition, Long> start = log.ends(ClaimGranted.TOPIC);
        log.publish(claims(300));
        log.publishRaw(ONE_PARTITION, List.of(log.bytes(claim(firstUser + 999, 999, 1))));
        awaitCaughtUp();
        await().atMost(ClaimsLog.PATIENCE).until(() -> mails("SENT") == 300);
        List<Map<String, Object>> before = everything();

        log.listener().stop();
        log.rewindTo(start);
        assertThat(log.lag()).isGreaterThan(300);
        log.listener().start();
        awaitCaughtUp();

        assertThat(everything()).isEqualTo(before);
        assertThat(failures("CONFLICT")).isEqualTo(1);
    }

    @Test
    void rivalsWhoGetTheSameClaimsAfterARebalanceSettleEachOnce() {
        List<ClaimGranted> claims = claims(400);
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<CompletableFuture<Void>> rivals = IntStream.range(0, 8)
                    .mapToObj(n -> CompletableFuture.runAsync(
                            () -> {
                                List<ClaimGranted> mine = new ArrayList<>(claims);
                                Collections.rotate(mine, n * 50);
                                untilDone(() -> settling.settle(batch(mine.toArray(ClaimGranted[]::new)), Map.of()));
                            },
                            threads))
                    .toList();
            rivals.forEach(CompletableFuture::join);
        }

        assertThat(settled()).isEqualTo(400);
        assertThat(failures("CONFLICT")).isZero();
        await().atMost(ClaimsLog.PATIENCE).until(() -> mails("SENT") == 400);
    }

    @Test
    void whileMySqlIsAwayClaimsWaitOnTheLogAndNoneIsDead(CapturedOutput output) {
        Map<TopicPartition, Long> dead = log.ends(ClaimGranted.DEAD_LETTER_TOPIC);
        Backends.shared().database().stop();
        try {
            log.publish(claims(100));
            await().atMost(ClaimsLog.PATIENCE).until(() -> output.getAll().contains("are not settled yet, try 2"));
        } finally {
            Backends.shared().database().start();
        }

        awaitCaughtUp();
        assertThat(settled()).isEqualTo(100);
        await().atMost(ClaimsLog.PATIENCE).until(() -> mails("SENT") == 100);
        assertThat(log.ends(ClaimGranted.DEAD_LETTER_TOPIC)).isEqualTo(dead);
    }

    @Test
    void everyRecordHasExactlyOneOutcome() {
        log.publish(claim(1), claim(2), claim(2), claim(firstUser + 3, 3, 1));
        log.publishRaw(ONE_PARTITION, List.of("{}".getBytes(StandardCharsets.UTF_8)));
        awaitCaughtUp();

        await().atMost(ClaimsLog.PATIENCE).untilAsserted(() -> {
            Outcomes all = outcomes();
            assertThat(registry.counter("firstcome.settle.records").count())
                    .isEqualTo(all.settled + all.repeats + all.conflicts + all.poison)
                    .isGreaterThanOrEqualTo(5);
        });
    }

    /** As the listener container would. */
    private static void untilDone(Runnable batch) {
        for (int tries = 1; ; tries++) {
            try {
                batch.run();
                return;
            } catch (TransientDataAccessException | DuplicateKeyException again) {
                if (tries == 50) {
                    throw again;
                }
            }
        }
    }

    private Batch batch(ClaimGranted... claims) {
        return new Batch(List.of(claims), Collections.nCopies(claims.length, null), List.of(), List.of());
    }

    private List<Map<String, Object>> everything() {
        return jdbc.sql("""
                        select c.*, m.event_name, m.state, m.attempts, m.sent_at from claim c
                        join mail m on m.event_id = c.event_id and m.rank_no = c.rank_no and m.user_id = c.user_id
                        where c.event_id = ? order by c.rank_no""").param(event).query().listOfRows();
    }

    private Outcomes outcomes() {
        return new Outcomes(outcome("settled"), outcome("repeat"), outcome("conflict"), outcome("poison"));
    }

    private double outcome(String outcome) {
        return registry.counter("firstcome.settle.outcomes", "outcome", outcome).count();
    }

    private record Outcomes(double settled, double repeats, double conflicts, double poison) {}
}
