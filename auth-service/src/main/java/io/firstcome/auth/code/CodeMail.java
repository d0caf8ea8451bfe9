package io.firstcome.auth.code;

import io.firstcome.auth.account.EmailAddress;
import io.firstcome.contracts.Language;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Hands codes to the mail server, in the language of the request: the only class of this service that knows JavaMail. */
@Component
class CodeMail {

    private static final Logger log = LoggerFactory.getLogger(CodeMail.class);

    private final JavaMailSender sender;
    private final MailProperties mail;
    private final CodeProperties codes;
    private final CodeText text = new CodeText();
    private final Semaphore turns;

    CodeMail(JavaMailSender sender, MailProperties mail, CodeProperties codes) {
        this.sender = sender;
        this.mail = mail;
        this.codes = codes;
        this.turns = new Semaphore(mail.atOnce(), true);
    }

    /**
     * Sends a code. A recipient that the mail server refuses for good is treated like one whose mail comes back later:
     * the caller must not learn from us which mailboxes there are.
     *
     * @throws MailNotSent when the mail server is away, fails, or too many mails wait
     */
    void send(EmailAddress to, String code, Language language) {
        MimeMessage message = message(to, text.of(language, code, codes.validFor()));
        awaitTurn();
        try {
            sender.send(message);
        } catch (MailException e) {
            SmtpFailure failure = SmtpFailure.of(e);
            if (!failure.recipientRefused()) {
                throw MailNotSent.failed(failure.reason());
            }
            log.warn("The mail server refuses a recipient for good");
        } finally {
            turns.release();
        }
    }

    private void awaitTurn() {
        try {
            if (!turns.tryAcquire(mail.maxWait().toMillis(), TimeUnit.MILLISECONDS)) {
                throw MailNotSent.overloaded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MailNotSent.failed("interrupted");
        }
    }

    private MimeMessage message(EmailAddress to, CodeText.Mail content) {
        try {
            MimeMessage message = sender.createMimeMessage();
            MimeMessageHelper parts = new MimeMessageHelper(message, true, "UTF-8");
            parts.setFrom(new InternetAddress(mail.from(), true));
            parts.setTo(to.value());
            parts.setSubject(content.subject());
            parts.setText(content.text(), content.html());
            // RFC 3834: no out-of-office reply to this.
            message.setHeader("Auto-Submitted", "auto-generated");
            return message;
        } catch (MessagingException e) {
            throw MailNotSent.failed("no mail could be made: " + e.getClass().getSimpleName());
        }
    }
}
