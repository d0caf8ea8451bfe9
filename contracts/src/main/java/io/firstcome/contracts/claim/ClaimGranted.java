package io.firstcome.contracts.claim;

import io.firstcome.contracts.Language;

/**
 * A claim was granted. Published to {@link #TOPIC} with the user id (decimal) as key, at least once: readers must be idempotent.
 *
 * @param eventId   the event
 * @param eventName its name, for the confirmation mail
 * @param user      who holds the claim
 * @param rank      arrival number within the event, from 1, dense
 * @param unit      number of the unit taken, 1..quantity
 * @param language  of the confirmation mail
 * @param grantedAt when it was granted, epoch milliseconds of the Redis server's clock
 */
public record ClaimGranted(
        long eventId, String eventName, long user, long rank, long unit, Language language, long grantedAt) {

    /** The topic of granted claims. */
    public static final String TOPIC = "claims";

    /** Where records go that cannot be read at all. */
    public static final String DEAD_LETTER_TOPIC = TOPIC + ".DLT";

    /** Partitions of both topics. */
    public static final int PARTITIONS = 6;
}
