package io.firstcome.localstack.backend;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.MessageDeliveryHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;

/** Takes every mail out of GreenMail before GreenMail makes a user and a folder of it: those are never forgotten. */
final class MailSink implements MessageDeliveryHandler {
    private final MailStore store;

    MailSink(MailStore store) {
        this.store = store;
    }

    /** Called once per recipient; a mail is kept once. */
    @Override
    public GreenMailUser handle(MovingMessage message, MailAddress recipient) throws MessagingException {
        if (recipient.equals(message.getToAddresses().iterator().next())) {
            try {
                store.add(message);
            } catch (IOException e) {
                throw new MessagingException("Cannot read the mail", e);
            }
        }
        return NOBODY;
    }

    private static final GreenMailUser NOBODY = new GreenMailUser() {
        @Override
        public String getEmail() {
            return "nobody@localhost";
        }

        @Override
        public String getLogin() {
            return "nobody";
        }

        @Override
        public void deliver(MovingMessage message) {}

        @Override
        public void deliver(MimeMessage message) {}

        @Override
        public void create() {}

        @Override
        public void delete() {}

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public void setPassword(String password) {}

        @Override
        public void authenticate(String password) {}

        @Override
        public String getQualifiedMailboxName() {
            return "nobody";
        }
    };
}
