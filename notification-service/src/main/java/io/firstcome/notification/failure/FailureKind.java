package io.firstcome.notification.failure;

/** What failed. */
public enum FailureKind {
    /** A record that is no claim. */
    POISON,
    /** A claim that a unique key refused, because a different one stands in its place. */
    CONFLICT,
    /** A mail that was given up. */
    MAIL
}
