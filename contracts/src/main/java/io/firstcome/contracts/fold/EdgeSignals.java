package io.firstcome.contracts.fold;

/**
 * What is pushed to every gateway, over Redis publish/subscribe, so that no store is asked per request. Messages are plain
 * strings. A signal missed while a gateway was cut off is made up for: answers live about a second, and revoked tokens
 * are read whole from {@link #REVOKED_TOKENS} at every (re)connection.
 */
public final class EdgeSignals {

    /** Channel. The message is the tag of {@link FoldedAnswer.Edge}: answers with that tag are no longer told from memory. */
    public static final String ENDED_ANSWERS = "edge:ended-answers";

    /** Channel. The message is {@code jti:expiry}: that access token is dead; expiry in epoch milliseconds. */
    public static final String REVOKED_TOKENS_CHANNEL = "edge:revoked-tokens:new";

    /** Sorted set of the ids (jti) of access tokens ended early, by their expiry in epoch milliseconds. */
    public static final String REVOKED_TOKENS = "edge:revoked-tokens";

    private EdgeSignals() {}
}
