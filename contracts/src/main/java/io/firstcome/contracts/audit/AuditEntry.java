package io.firstcome.contracts.audit;

import java.time.Instant;

/**
 * Something an admin did.
 *
 * @param id      grows with time, within the service that keeps it
 * @param at      when
 * @param by      the admin's user id
 * @param action  what, such as {@code EVENT_CHANGED}
 * @param eventId the event; null when it concerns none
 * @param about   the rest, in words for an admin
 * @param outcome how it ended
 */
public record AuditEntry(long id, Instant at, long by, String action, Long eventId, String about, Outcome outcome) {

    /** How it ended. */
    public enum Outcome {
        /** It is done: written down in the same transaction, or afterwards. */
        DONE,
        /** Another service was asked to do it and refused. */
        REFUSED,
        /** Another service was asked to do it, and whether it has is not known. */
        UNKNOWN
    }
}
