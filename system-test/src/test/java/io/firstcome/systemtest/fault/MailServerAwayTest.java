package io.firstcome.systemtest.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.localstack.backend.Part;
import io.firstcome.systemtest.fault.Outcome.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A mail server that is away for a whole herd is no reason to wait for anybody but the mails. */
class MailServerAwayTest {

    private static final Duration AT_FULL_SPEED = Duration.ofSeconds(10);
    private static final Duration MAILED_WITHIN = Duration.ofMinutes(1);

    @Test
    void appliesAndSettlingGoOnAndAllMailsComeAfterItsReturn() throws InterruptedException {
        Rehearsal.Size size = Rehearsal.Size.SHORT;
        long seed = Seeds.next();
        String name = "Mails " + seed;
        Fault fault = Fault.killed(Part.MAILBOX);
        Outage outage = fault.outage().get();
        try (Rehearsal rehearsal = new Rehearsal(size)) {
            rehearsal.warmUp();
            long event = rehearsal.open(name);
            Instant begun = Instant.now();
            outage.begin();
            Instant returned;
            try (Crowd crowd = rehearsal.crowd(event, new Random(seed))) {
                try {
                    crowd.goOn(Duration.ofSeconds(3));
                    crowd.rush();
                    crowd.goOnUntil(size.applies());
                    crowd.leave();
                    Patience.of(AT_FULL_SPEED).until(() -> rehearsal.settled(event) == size.units());
                } finally {
                    outage.end();
                }
                returned = Instant.now();
                assertThat(crowd.told())
                        .as(
                                "put off, and not for the rush: a slow machine may do that to a few, waiting for mails to all")
                        .filteredOn(told -> told.putOff() && !told.what().equals("OVERLOADED"))
                        .hasSizeLessThan((int) size.applies() / 10);

                Outcome outcome = rehearsal.outcome(
                        event,
                        name,
                        new Scene(fault, seed, size.units(), begun, returned),
                        crowd.told(),
                        Optional.of(Duration.ZERO));
                assertThat(outcome.violations()).isEmpty();
                assertThat(outcome.left().quietAfter()).isLessThan(MAILED_WITHIN);
                System.out.printf(
                        "SMTP away for %,d applies, slowest answer %d ms; all %,d mails within %d ms of its return%n",
                        outcome.told().size(),
                        outcome.slowest().toMillis(),
                        outcome.left().mailed(),
                        outcome.left().quietAfter().toMillis());
            }
        }
    }
}
