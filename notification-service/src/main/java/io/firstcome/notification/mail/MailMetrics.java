package io.firstcome.notification.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Counts what workers have done with mails. When they rest, always
 * <pre>  taken = sent + deferred + put back + failed + no address + lost</pre>
 * as {@code firstcome.mail.taken}, and {@code firstcome.mail.outcomes} by {@code outcome}. Lost are those whose outcome could not
 * be written down within the lease, so that they will be taken again, and those cancelled while a worker had them. What waits, {@link MailBacklog} tells.
 */
@Component
class MailMetrics {

    private final Counter taken;
    private final Counter sent;
    private final Counter deferred;
    private final Counter putBack;
    private final Counter failed;
    private final Counter noAddress;
    private final Counter lost;

    MailMetrics(MeterRegistry registry) {
        taken = registry.counter("firstcome.mail.taken");
        sent = outcome(registry, "sent");
        deferred = outcome(registry, "deferred");
        putBack = outcome(registry, "put-back");
        failed = outcome(registry, "failed");
        noAddress = outcome(registry, "no-address");
        lost = outcome(registry, "lost");
    }

    void taken(int mails) {
        taken.increment(mails);
    }

    void marked(Delivery delivery) {
        (switch (delivery) {
                    case Delivery.Sent s -> sent;
                    case Delivery.Deferred d -> deferred;
                    case Delivery.PutBack p -> putBack;
                    case Delivery.Failed f -> failed;
                    case Delivery.NoAddress n -> noAddress;
                })
                .increment();
    }

    void lost(int mails) {
        lost.increment(mails);
    }

    private static Counter outcome(MeterRegistry registry, String outcome) {
        return registry.counter("firstcome.mail.outcomes", "outcome", outcome);
    }
}
