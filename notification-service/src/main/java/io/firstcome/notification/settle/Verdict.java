package io.firstcome.notification.settle;

/** What the unique keys say to one claim. */
sealed interface Verdict {

    /** It is a new row. */
    record Settled() implements Verdict {}

    /** The very same claim is a row already, perhaps a revoked one; nothing was changed. */
    record Repeat() implements Verdict {}

    /** A different claim stands in its place: an invariant was broken upstream. Nothing was changed. */
    record Conflict(String cause) implements Verdict {}
}
