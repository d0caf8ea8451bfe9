package io.firstcome.loadtest.crowd;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The moment at which the event opens, on the clock of the world and on that of this process.
 *
 * @param at    by the clock of the world; the suite's clock is taken to agree with ours, as they run on one machine
 * @param nanos by {@link System#nanoTime}
 */
public record Opening(Instant at, long nanos) {

    /** A door may open a moment after the clock strikes: until then "not open" is asked again, later it is a lie. */
    public static final Duration GRACE = Duration.ofSeconds(1);

    /** Returns the opening at the given time. */
    public static Opening at(Instant at, Clock clock) {
        return new Opening(
                at, System.nanoTime() + Duration.between(clock.instant(), at).toNanos());
    }

    /** Returns the time of the world at a moment of {@link System#nanoTime}. */
    public Instant instantOf(long moment) {
        return at.plusNanos(moment - nanos);
    }

    /** Returns how long after the opening a moment of {@link System#nanoTime} is; negative before it. */
    public Duration until(long moment) {
        return Duration.ofNanos(moment - nanos);
    }
}
