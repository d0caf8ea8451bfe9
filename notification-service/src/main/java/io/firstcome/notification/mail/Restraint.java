package io.firstcome.notification.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Settling comes first. While claims are settled by the thousands, the workers of this process send a few mails a second only: one costs
 * as much as some thirty claims, and the herd needs what it costs. The rest waits in the queue and leaves when the herd has passed.
 */
@Component
class Restraint {

    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final MailProperties properties;
    private final Clock clock;
    private Instant windowEnds = Instant.EPOCH;
    private long inWindow;
    private Instant until = Instant.EPOCH;

    Restraint(MailProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** Claims were settled, and as many mails queued. */
    synchronized void settled(int claims) {
        Instant now = clock.instant();
        if (!now.isBefore(windowEnds)) {
            windowEnds = now.plus(WINDOW);
            inWindow = 0;
        }
        inWindow += claims;
        if (inWindow >= properties.herdFrom()) {
            until = now.plus(WINDOW);
        }
    }

    /** Returns how long a worker is to rest after it has had so many mails in hand; zero when there is no herd. */
    synchronized Duration after(int mails) {
        return clock.instant().isBefore(until)
                ? WINDOW.multipliedBy((long) mails * properties.workers()).dividedBy(properties.herdRate())
                : Duration.ZERO;
    }
}
