package io.firstcome.notification.mail;

import io.firstcome.kit.trace.Step;
import io.firstcome.kit.trace.Traces;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.StreamProvider;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.Date;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Hands mails to the mail server. The only class that knows JavaMail, with {@link SmtpReply}, which reads its errors. */
@Component
class Mailer {

    private static final String UTF_8 = "UTF-8";

    static {
        // JavaMail looks for it anew, in every jar, at each text that it encodes: a third of a mail's time. By its name
        // it is found at once.
        System.setProperty(
                StreamProvider.class.getName(),
                StreamProvider.provider().getClass().getName());
    }

    private final JavaMailSenderImpl smtp;
    private final InternetAddress from;
    private final String domain;
    private final Traces traces;
    private final Clock clock;

    Mailer(JavaMailSenderImpl smtp, MailProperties properties, Traces traces, Clock clock) {
        this.smtp = smtp;
        this.traces = traces;
        this.clock = clock;
        try {
            from = new InternetAddress(properties.from(), true);
            from.setPersonal(from.getPersonal(), UTF_8);
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalStateException("FIRSTCOME_MAIL_FROM is no sender: " + properties.from(), e);
        }
        domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
    }

    /**
     * Connects, for several mails.
     *
     * @throws MailServerAway when the server cannot be reached, or does not want us
     */
    Connection connect() throws MailServerAway {
        try {
            Transport transport = smtp.getSession().getTransport("smtp");
            // A user "" is none; a password "" without a user would make JavaMail log in as the user of this process.
            boolean login = smtp.getUsername() != null && !smtp.getUsername().isEmpty();
            transport.connect(
                    smtp.getHost(),
                    smtp.getPort(),
                    login ? smtp.getUsername() : null,
                    login ? smtp.getPassword() : null);
            return new Connection(transport);
        } catch (MessagingException e) {
            throw new MailServerAway("no connection: " + SmtpReply.of(e).text());
        }
    }

    /** By hand: Spring's helper reads a table of file types anew for each mail, which takes longer than all the rest. */
    private MimeMessage message(Confirmation mail, InternetAddress to) throws MessagingException {
        ConfirmationText text = ConfirmationText.of(mail);
        MimeMessage message = new Identified(smtp.getSession(), messageId(mail));
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, to);
        message.setSubject(text.subject(), UTF_8);
        message.setContent(new MimeMultipart("alternative", part(text.plain(), "plain"), part(text.html(), "html")));
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Content-Language", mail.language().tag());
        // Nobody's absence note shall answer (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    /**
     * The same for every try, so that a receiver can tell a repeat; another for a later claim of the same user, and for one that an admin has sent
     * again: it is meant to arrive.
     */
    private String messageId(Confirmation mail) {
        return "<claim-%d-%d-%d-%d@%s>"
                .formatted(
                        mail.eventId(),
                        mail.user(),
                        mail.rank(),
                        mail.queuedAt().toEpochMilli(),
                        domain);
    }

    /** A conversation with the mail server. */
    final class Connection implements AutoCloseable {

        private final Transport transport;

        private Connection(Transport transport) {
            this.transport = transport;
        }

        /**
         * Sends one mail.
         *
         * @param mail    what to send
         * @param address to whom
         * @return how the server answered
         * @throws MailServerAway when it did not: whether it has the mail is not known
         */
        Answer send(Confirmation mail, String address) throws MailServerAway {
            InternetAddress to;
            MimeMessage message;
            try {
                to = new InternetAddress(address, true);
                message = message(mail, to);
            } catch (MessagingException e) {
                return new Refused("no mail can be made for this address");
            }
            try (Step step = traces.follow("mail", mail.trace())) {
                transport.sendMessage(message, new InternetAddress[] {to});
                return new Accepted();
            } catch (MessagingException e) {
                SmtpReply reply = SmtpReply.of(e);
                if (reply.isAboutThisMail()) {
                    return reply.isForGood() ? new Refused(reply.text()) : new Postponed(reply.text());
                }
                throw new MailServerAway(reply.text());
            } catch (IllegalStateException e) {
                // JavaMail's word for a connection that was lost between two mails, over an address that was refused.
                throw new MailServerAway("the connection was lost");
            }
        }

        /** Takes leave; that the server has gone already is no matter. */
        @Override
        public void close() {
            try {
                transport.close();
            } catch (MessagingException gone) {
                // Every mail has had its answer by now.
            }
        }
    }

    /** How the server answered. Texts hold its codes but never its words, which may quote the address. */
    sealed interface Answer {}

    /** It has the mail. */
    record Accepted() implements Answer {}

    /** Not now. */
    record Postponed(String error) implements Answer {}

    /** Never: the address is refused for good. */
    record Refused(String error) implements Answer {}

    /** The server is away as a whole; no fault of a mail. */
    static final class MailServerAway extends Exception {
        MailServerAway(String message) {
            super(message, null, false, false);
        }
    }

    /** A message whose id is given; JavaMail makes up one at every save. */
    private static final class Identified extends MimeMessage {

        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
