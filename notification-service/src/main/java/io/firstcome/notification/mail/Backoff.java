package io.firstcome.notification.mail;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses with full jitter: a random part of a bound that doubles, so that what failed together does not come back together.
 * See M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 *
 * @param first   the bound after the first failure
 * @param longest the bound is never more than this
 */
record Backoff(Duration first, Duration longest) {

    /** Returns a pause after so many failures, from 1. */
    Duration after(int failures) {
        return Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(bound(failures).toMillis() + 1));
    }

    /** Returns the longest pause that {@link #after} may return. */
    Duration bound(int failures) {
        int doublings = Math.min(Math.max(0, failures - 1), 30);
        Duration bound = first.multipliedBy(1L << doublings);
        return bound.compareTo(longest) < 0 ? bound : longest;
    }
}
