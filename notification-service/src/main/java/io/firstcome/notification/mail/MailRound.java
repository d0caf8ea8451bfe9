package io.firstcome.notification.mail;

import io.firstcome.contracts.UserIds;
import io.firstcome.kit.feign.ServiceUnavailable;
import io.firstcome.notification.mail.Mailer.MailServerAway;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One round of a worker: takes mails, asks for their addresses, sends them over one connection, marks them. */
@Component
class MailRound {

    private static final Logger log = LoggerFactory.getLogger(MailRound.class);

    private final MailQueue queue;
    private final AddressBook addressBook;
    private final Mailer mailer;
    private final RetryPolicy policy;
    private final Marker.Factory markers;
    private final MailProperties properties;

    MailRound(
            MailQueue queue,
            AddressBook addressBook,
            Mailer mailer,
            RetryPolicy policy,
            Marker.Factory markers,
            MailProperties properties) {
        this.queue = queue;
        this.addressBook = addressBook;
        this.mailer = mailer;
        this.policy = policy;
        this.markers = markers;
        this.properties = properties;
    }

    /** How a round ended. */
    sealed interface Ended {}

    /** There was nothing to do. */
    record NothingDue() implements Ended {}

    /** The mails it took have had their turn. */
    record Worked(int mails) implements Ended {}

    /** The mail server or auth-service is away; the mails went back. */
    record Outage(String what) implements Ended {}

    /** Does a round. When asked to stop it finishes the mail it is sending and puts the others back. */
    Ended run(Stop stop) throws InterruptedException {
        Taken taken = queue.take(properties.batch(), properties.lease());
        if (taken.mails().isEmpty()) {
            return new NothingDue();
        }
        Marker marker = markers.of(taken, stop);
        Deque<Confirmation> left = new ArrayDeque<>(taken.mails());
        String outage = null;
        try {
            send(left, taken.lease(), marker, stop);
        } catch (MailServerAway e) {
            outage = "the mail server: " + e.getMessage();
        } catch (AddressesUnknown e) {
            outage = "auth-service: " + e.getMessage();
        } catch (RuntimeException e) {
            // A fault of ours. What was sent must be marked all the same, or it would be sent again.
            log.error("A round of mails was broken off", e);
            outage = e.getClass().getSimpleName();
        }
        for (Confirmation mail : left) {
            marker.add(policy.untried(mail, outage));
        }
        marker.flush();
        return outage == null ? new Worked(taken.mails().size()) : new Outage(outage);
    }

    /** Takes from {@code left} each mail that it has dealt with. */
    private void send(Deque<Confirmation> left, Lease lease, Marker marker, Stop stop)
            throws MailServerAway, AddressesUnknown, InterruptedException {
        Map<Long, String> addresses = addresses(left);
        for (Confirmation mail : List.copyOf(left)) {
            if (addresses.get(mail.user()) == null) {
                left.remove(mail);
                marker.add(new Delivery.NoAddress(mail));
            }
        }
        if (left.isEmpty()) {
            return;
        }
        try (Mailer.Connection connection = mailer.connect()) {
            while (!left.isEmpty() && !stop.isAsked() && lease.leaves(properties.leaseMargin())) {
                Confirmation mail = left.remove();
                try {
                    marker.add(delivery(mail, connection.send(mail, addresses.get(mail.user()))));
                } catch (MailServerAway e) {
                    // The one in flight counts this as a failure of its own: should it be what breaks the
                    // connection, it must not come first again and again.
                    marker.add(policy.failed(mail, e.getMessage()));
                    throw e;
                } catch (RuntimeException e) {
                    marker.add(policy.failed(mail, e.getClass().getSimpleName()));
                    throw e;
                }
            }
        }
    }

    private Delivery delivery(Confirmation mail, Mailer.Answer answer) {
        return switch (answer) {
            case Mailer.Accepted yes -> new Delivery.Sent(mail);
            case Mailer.Postponed later -> policy.failed(mail, later.error());
            case Mailer.Refused never -> new Delivery.Failed(mail, never.error());
        };
    }

    /** Whatever goes wrong here is no fault of a mail, and must not end the worker. Only known texts are handed on. */
    private Map<Long, String> addresses(Deque<Confirmation> mails) throws AddressesUnknown {
        try {
            return addressBook
                    .addresses(new UserIds(
                            mails.stream().map(Confirmation::user).distinct().toList()))
                    .addresses();
        } catch (ServiceUnavailable e) {
            throw new AddressesUnknown(e.getMessage());
        } catch (RuntimeException e) {
            log.warn("Asking for addresses failed: {}", e.getClass().getName());
            throw new AddressesUnknown(e.getClass().getSimpleName());
        }
    }

    private static final class AddressesUnknown extends Exception {
        AddressesUnknown(String message) {
            super(message, null, false, false);
        }
    }
}
