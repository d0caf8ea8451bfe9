package io.firstcome.contracts.stock;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names a claim of an event for good: the user alone does not, who may lose one claim and get another. In JSON, and in Redis,
 * {@code user:rank}.
 */
public record ClaimName(long user, long rank) {

    /** Returns the name of that claim. */
    public static ClaimName of(HeldClaim claim) {
        return new ClaimName(claim.user(), claim.rank());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    @JsonCreator
    public static ClaimName of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no name of a claim: " + text);
        }
        return new ClaimName(Long.parseLong(text, 0, colon, 10), Long.parseLong(text, colon + 1, text.length(), 10));
    }

    /** Returns {@code user:rank}. */
    @JsonValue
    public String text() {
        return user + ":" + rank;
    }
}
