package io.firstcome.contracts.fold;

/**
 * What is pushed to every gateway, over Redis publish/subscribe, so that no store is asked per request. Messages are plain
 * strings. A signal missed while a gateway was cut off is made up for: answers live about a second, and revoked tokens
 * are read whole from {@link #REVOKED_TOKENS} at every (re)connection.
 */
public final class EdgeSignals {

    /** Channel. The message is an {@link EndedAnswers}. */
    public static final String ENDED_ANSWERS = "edge:ended-answers";

    /**
     * Answers with this tag are no longer told from memory, and those that were asked for before this was heard or were given by an earlier
     * revision are not kept.
     *
     * @param tag      of {@link FoldedAnswer.Edge}
     * @param revision the first whose answers count
     */
    public record EndedAnswers(String tag, long revision) {

        private static final char SEPARATOR = '@';

        /** Reads a message; throws {@link IllegalArgumentException} when it is none. */
        public static EndedAnswers of(String message) {
            int separator = message.lastIndexOf(SEPARATOR);
            if (separator < 1) {
                throw new IllegalArgumentException("not <tag>" + SEPARATOR + "<revision>: " + message);
            }
            return new EndedAnswers(message.substring(0, separator), Long.parseLong(message.substring(separator + 1)));
        }

        /** Returns the message: tag and revision with {@code @} between them. */
        @Override
        public String toString() {
            return tag + SEPARATOR + revision;
        }
    }

    /** Channel. The message is {@code jti:expiry}: that access token is dead; expiry in epoch milliseconds. */
    public static final String REVOKED_TOKENS_CHANNEL = "edge:revoked-tokens:new";

    /** Sorted set of the ids (jti) of access tokens ended early, by their expiry in epoch milliseconds. */
    public static final String REVOKED_TOKENS = "edge:revoked-tokens";

    private EdgeSignals() {}
}
