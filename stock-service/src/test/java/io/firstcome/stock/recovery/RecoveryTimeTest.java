package io.firstcome.stock.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.stock.TestLog;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long it takes until an event is served again, and what it waits for, with the settings as they are shipped. */
class RecoveryTimeTest extends RecoveryScene {

    private static final Logger log = LoggerFactory.getLogger(RecoveryTimeTest.class);
    private static final int CLAIMS = Integer.getInteger("firstcome.recovered-claims", 100_000);
    private static final Duration GENEROUS = Duration.ofSeconds(30);

    @Test
    void aHundredThousandSettledClaimsAreBackSoon() {
        open(CLAIMS + 10);
        notification.settle(
                event,
                LongStream.rangeClosed(1, CLAIMS)
                        .mapToObj(i -> new HeldClaim(1_000_000 + i, i, i, 1_800_000_000_000L + i, Language.EN))
                        .toArray(HeldClaim[]::new));
        redis.comeBackEmpty();
        long back = System.nanoTime();
        awaitOpen();
        Duration took = Duration.ofNanos(System.nanoTime() - back);
        log.info("{} settled claims were served again {} ms after Redis was back", CLAIMS, took.toMillis());
        assertThat(took).isLessThan(GENEROUS);
        assertThat(level().granted()).isEqualTo(CLAIMS);
        assertThat(grant(1)).extracting(HeldClaim::rank).containsExactly(CLAIMS + 1L);
    }

    @Test
    void aClaimThatIsStillOnItsWayToTheLogIsWaitedFor() {
        open(5);
        HeldClaim claim = grant(1)[0];
        redis.comeBackEmpty();
        // Rebuilding would be done by now if it did not wait: a claim may take two seconds, and more, to get there.
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        TestLog.publish(event, claim);
        awaitOpen();
        assertThat(ledger.find(event, List.of(1L))).containsExactly(claim);
        assertThat(grant(2)).extracting(HeldClaim::unit).containsExactly(2L);
    }

    @Test
    void aFewClaimsAreBackSooner() {
        open(5);
        settle(grant(1, 2));
        redis.restart();
        long back = System.nanoTime();
        awaitOpen();
        Duration took = Duration.ofNanos(System.nanoTime() - back);
        log.info("Two claims were served again {} ms after Redis was back", took.toMillis());
        assertThat(took).isLessThan(GENEROUS);
    }
}
