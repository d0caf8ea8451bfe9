package io.firstcome.systemtest.fault;

import java.time.Duration;
import java.time.Instant;

/**
 * What somebody was told who applied.
 *
 * @param user   who
 * @param asked  when the request was sent
 * @param heard  when the answer was there, or when there was none for certain
 * @param took   from when it was to be sent to when it was heard
 * @param status of HTTP; 0 when there was no answer
 * @param what   the rank as it was told, the code of a problem, or why there was no answer
 */
record Told(long user, Instant asked, Instant heard, Duration took, int status, String what) {

    /** Promised a unit, with the rank that {@link #rank} gives. */
    boolean promised() {
        return status == 202 || status == 200;
    }

    /** Served: told something for good, not to come again. */
    boolean served() {
        return promised() || status == 409;
    }

    boolean soldOut() {
        return status == 409 && what.equals("SOLD_OUT");
    }

    /** The rank, or 0 when none was told clearly. */
    long rank() {
        return what.matches("\\d{1,18}") ? Long.parseLong(what) : 0;
    }

    /** Told to come again, as one should be told when something is broken. */
    boolean putOff() {
        return status == 503 || status == 429;
    }
}
