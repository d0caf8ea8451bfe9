package io.firstcome.notification.mail;

import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Decides between trying again and giving up. A mail's own failures are counted, and pauses grow with them. An outage is
 * nobody's failure: the mail goes back to the head of the queue, so that it leaves as soon as the mail server returns, and
 * only its age ends that.
 */
@Component
class RetryPolicy {

    private final MailProperties properties;
    private final Backoff backoff;
    private final Clock clock;

    RetryPolicy(MailProperties properties, Clock clock) {
        this.properties = properties;
        this.backoff = new Backoff(properties.retryFirst(), properties.retryLongest());
        this.clock = clock;
    }

    /** The mail failed for a reason of its own. */
    Delivery failed(Confirmation mail, String error) {
        int failures = mail.failures() + 1;
        Instant now = clock.instant();
        if (failures >= properties.maxAttempts() || isTooOld(mail, now)) {
            return new Delivery.Failed(mail, error);
        }
        return new Delivery.Deferred(mail, now.plus(backoff.after(failures)), error);
    }

    /** The mail could not be tried; {@code error} tells why, and is null when there was merely no time. */
    Delivery untried(Confirmation mail, String error) {
        Instant now = clock.instant();
        return error != null && isTooOld(mail, now)
                ? new Delivery.Failed(mail, error)
                : new Delivery.PutBack(mail, now, error);
    }

    private boolean isTooOld(Confirmation mail, Instant now) {
        return mail.queuedAt().plus(properties.giveUpAfter()).isBefore(now);
    }
}
