package io.firstcome.notification.failure;

/**
 * A record of the log that could not become a settled claim.
 *
 * @param kind      {@link FailureKind#POISON} or {@link FailureKind#CONFLICT}
 * @param topic     where it lies
 * @param partition where it lies
 * @param offset    where it lies
 * @param eventId   the event it names; null when it cannot be read
 * @param user      the user it names; null when it cannot be read
 * @param payload   its value as it came; may be null
 * @param cause     why, in English, without anything quoted from the payload
 */
public record FailedRecord(
        FailureKind kind,
        String topic,
        int partition,
        long offset,
        Long eventId,
        Long user,
        byte[] payload,
        String cause) {}
