package io.firstcome.contracts.claim;

import io.firstcome.contracts.Language;
import java.time.Duration;
import java.util.Map;

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

    /**
     * Returns the settings that the topic is made with, whoever makes it: a claim is acknowledged when all copies but one have it,
     * and kept for thirty days, so that a promise outlives any outage of those who settle it.
     *
     * @param replication copies of each partition
     */
    public static Map<String, String> topicSettings(int replication) {
        return Map.of(
                "min.insync.replicas", String.valueOf(Math.max(1, replication - 1)),
                "retention.ms", String.valueOf(Duration.ofDays(30).toMillis()));
    }
}
