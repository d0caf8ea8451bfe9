package io.firstcome.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** With the defaults: a herd from 300 claims a second on, two workers that share 50 mails a second. */
class RestraintTest {

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final InstantSource time = () -> now;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private final Restraint restraint = new Restraint(Settings.defaults(), clock);

    @Test
    void nobodyRestsWhileFewClaimsComeIn() {
        assertThat(restraint.after(50)).isZero();
        for (int second = 0; second < 10; second++) {
            restraint.settled(299);
            assertThat(restraint.after(50)).isZero();
            pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void whileAHerdComesInWorkersTogetherSendAsManyAsIsSetAndNotFewer() {
        for (int batch = 0; batch < 100; batch++) {
            restraint.settled(100);
            if (batch >= 3) {
                assertThat(restraint.after(50)).isEqualTo(Duration.ofSeconds(2));
                assertThat(restraint.after(1)).isEqualTo(Duration.ofMillis(40));
            }
            pass(Duration.ofMillis(50));
        }
    }

    @Test
    void whenTheHerdHasPassedNobodyRests() {
        restraint.settled(2_000);
        pass(Duration.ofMillis(999));
        assertThat(restraint.after(50)).isPositive();
        pass(Duration.ofMillis(1));
        assertThat(restraint.after(50)).isZero();
    }

    private void pass(Duration duration) {
        now = now.plus(duration);
    }
}
