package io.firstcome.notification.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What JavaMail's chain of exceptions says, cut down to what may be stored: servers like to quote the address.
 *
 * @param about what the server's answer was about
 * @param code  its reply code (RFC 5321, 4.2); -1 when it gave none
 * @param text  the codes, or what kind of trouble there was
 */
record SmtpReply(About about, int code, String text) {

    /** Closing down: whatever it was said to, it is about the server. */
    private static final int CLOSING = 421;

    /** Reply code and, where there is one, enhanced status code (RFC 3463). */
    private static final Pattern CODES = Pattern.compile("(\\d{3})(?:[ -](\\d\\.\\d{1,3}\\.\\d{1,3}))?");

    enum About {
        RECIPIENT,
        MESSAGE,
        SERVER
    }

    static SmtpReply of(MessagingException thrown) {
        for (Exception e = thrown; e instanceof MessagingException m; e = m.getNextException()) {
            if (e instanceof SMTPSenderFailedException) {
                return new SmtpReply(About.SERVER, -1, "our sender was refused");
            }
        }
        SmtpReply reply = null;
        for (Exception e = thrown; e instanceof MessagingException m; e = m.getNextException()) {
            if (e instanceof SMTPAddressFailedException recipient) {
                return reply(About.RECIPIENT, recipient.getReturnCode(), e.getMessage());
            }
            if (e instanceof SMTPSendFailedException message && reply == null) {
                reply = reply(About.MESSAGE, message.getReturnCode(), e.getMessage());
            }
        }
        return reply != null ? reply : trouble(thrown);
    }

    /** Whether the answer is to this mail, so that the next one may fare better. */
    boolean isAboutThisMail() {
        return about != About.SERVER;
    }

    /** Whether it is final. A message may be refused for our own passing sins (rates, lists); an address is known or is not. */
    boolean isForGood() {
        return about == About.RECIPIENT && code >= 500;
    }

    private static SmtpReply reply(About about, int code, String words) {
        if (code < 400 || code == CLOSING) {
            return new SmtpReply(About.SERVER, code, code == CLOSING ? "421, closing" : "the connection was lost");
        }
        Matcher codes = CODES.matcher(words == null ? "" : words);
        return new SmtpReply(about, code, "the mail server says " + (codes.lookingAt() ? codes.group() : code));
    }

    private static SmtpReply trouble(MessagingException thrown) {
        if (thrown instanceof AuthenticationFailedException) {
            return new SmtpReply(About.SERVER, -1, "user or password were refused");
        }
        Exception cause = thrown.getNextException() == null ? thrown : thrown.getNextException();
        return new SmtpReply(About.SERVER, -1, cause.getClass().getSimpleName());
    }
}
