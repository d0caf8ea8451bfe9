package io.firstcome.event.reconcile;

import java.time.Instant;
import java.util.List;

/**
 * How the stores of an event agreed at one look.
 *
 * @param at          when that was
 * @param granted     claims in Redis
 * @param unpublished those of them not known to be on the log
 * @param settled     live claims in MySQL
 * @param mails       of the live claims, by state
 * @param difference  {@code granted − unpublished − settled}; claims under way make it differ from 0 for a moment
 * @param since       when they first differed, if they have at every look since; null when they agree
 * @param drift       how many claims only one store has though nothing is under way with them: 0 when all is well
 * @param users       whose claims these are, the first hundred by rank
 */
public record Reconciliation(
        Instant at,
        long granted,
        long unpublished,
        long settled,
        Mails mails,
        long difference,
        Instant since,
        long drift,
        List<OneSided> users) {

    /** How many users are named. */
    static final int MOST_NAMED = 100;

    /** How many mails are in which state. */
    public record Mails(long pending, long sent, long failed, long noAddress) {}

    /** Returns whether the next look should come soon. */
    boolean isSuspicious() {
        return since != null;
    }
}
