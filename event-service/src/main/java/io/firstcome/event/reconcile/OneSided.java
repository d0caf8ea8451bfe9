package io.firstcome.event.reconcile;

/**
 * A claim that one store has and the other lacks.
 *
 * @param found which of them has it
 */
public record OneSided(long user, long rank, long unit, Found found) {

    /** Where a claim is. */
    public enum Found {
        /** In Redis, where it counts as published, and not in MySQL. */
        GRANTED_ONLY,
        /** Live in MySQL, and not in Redis. */
        SETTLED_ONLY
    }
}
