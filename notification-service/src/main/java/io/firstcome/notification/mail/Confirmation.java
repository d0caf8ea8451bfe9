package io.firstcome.notification.mail;

import io.firstcome.contracts.Language;
import java.time.Instant;

/**
 * A mail taken from the queue. Event, rank and user are its key.
 *
 * @param eventId   of the claim
 * @param user      who holds the claim
 * @param eventName as the claim had it; may hold anything
 * @param rank      of the claim
 * @param language  to write in
 * @param attempt   the how-manieth taking this is: the proof of the lease
 * @param failures  how often it failed for a reason of its own
 * @param queuedAt  since when it waits
 * @param trace     the step of a trace that its sending follows; null when it is not traced
 */
record Confirmation(
        long eventId,
        long user,
        String eventName,
        long rank,
        Language language,
        int attempt,
        int failures,
        Instant queuedAt,
        String trace) {}
