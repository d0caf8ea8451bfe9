package io.firstcome.localstack.backend;

import com.icegreen.greenmail.mail.MovingMessage;
import io.firstcome.localstack.backend.StoredMail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The newest mails, newest first; older ones are dropped. */
final class MailStore {
    private final int limit;
    private final Deque<StoredMail> mails = new ArrayDeque<>();
    private final AtomicLong ids = new AtomicLong();

    MailStore(int limit) {
        this.limit = limit;
    }

    void add(MovingMessage moving) throws MessagingException, IOException {
        var message = moving.getMessage();
        var from = addresses(message.getFrom());
        var recipients = addresses(message.getAllRecipients());
        var mail = StoredMail.of(
                ids.incrementAndGet(),
                Optional.ofNullable(message.getMessageID()).orElse(""),
                from.isEmpty() ? new Address("", "") : from.getFirst(),
                recipients,
                Optional.ofNullable(message.getSubject()).orElse(""),
                Instant.now(),
                Math.max(0, message.getSize()),
                find(message, "text/plain"),
                find(message, "text/html"));
        add(mail);
    }

    synchronized void add(StoredMail mail) {
        mails.addFirst(mail);
        while (mails.size() > limit) {
            mails.removeLast();
        }
    }

    synchronized int count() {
        return mails.size();
    }

    synchronized void clear() {
        mails.clear();
    }

    synchronized Optional<StoredMail> byId(long id) {
        return mails.stream().filter(mail -> mail.id() == id).findFirst();
    }

    synchronized List<StoredMail> page(int start, int count) {
        return mails.stream().skip(start).limit(count).toList();
    }

    synchronized List<StoredMail> to(String address) {
        return mails.stream().filter(mail -> mail.isTo(address)).toList();
    }

    private static List<Address> addresses(jakarta.mail.Address[] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses)
                        .map(address -> address instanceof InternetAddress mail
                                ? new Address(
                                        Optional.ofNullable(mail.getPersonal()).orElse(""), mail.getAddress())
                                : new Address("", address.toString()))
                        .toList();
    }

    /** The first part of that type, or an empty string. */
    private static String find(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                var found = find(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
