package io.firstcome.auth.token;

/** What became of a refresh. */
sealed interface Refreshing {

    /** A new pair; the token shown is spent. */
    record Refreshed(TokenPair tokens) implements Refreshing {}

    /** The token was spent before: it was copied, or sent twice. Nobody can tell which of the two is the thief, so the session has ended. */
    record Reused() implements Refreshing {}

    /** No such token, or its session is over. */
    record Refused() implements Refreshing {}
}
