package io.firstcome.notification.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The time in which taken mails belong to their worker.
 *
 * @param end   after it anybody may take them
 * @param clock what it is measured by
 */
record Lease(Instant end, Clock clock) {

    /** Returns whether more than so much of it is left. */
    boolean leaves(Duration time) {
        return clock.instant().plus(time).isBefore(end);
    }
}
