package io.firstcome.contracts.settle;

/**
 * Takes a settled claim back.
 *
 * @param by     the admin's user id
 * @param reason in the admin's words
 */
public record Revocation(long by, String reason) {

    /** The longest reason, in characters. */
    public static final int LONGEST_REASON = 200;
}
