package io.firstcome.auth.code;

import io.firstcome.auth.account.EmailAddress;
import io.firstcome.auth.code.CodeMetrics.Send;
import io.firstcome.auth.code.Issuing.CoolingDown;
import io.firstcome.auth.code.Issuing.HourUsedUp;
import io.firstcome.auth.code.Issuing.Issued;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends a code to whoever asks for one. No account is looked at: known and unknown addresses cannot differ, not even in time. */
@Component
class CodeSending {

    private static final Logger log = LoggerFactory.getLogger(CodeSending.class);
    private static final Duration MAIL_RETRY = Duration.ofSeconds(5);

    private final ClientLimits limits;
    private final VerificationCodes codes;
    private final CodeMail mail;
    private final CodeMetrics metrics;

    CodeSending(ClientLimits limits, VerificationCodes codes, CodeMail mail, CodeMetrics metrics) {
        this.limits = limits;
        this.codes = codes;
        this.mail = mail;
        this.metrics = metrics;
    }

    /**
     * Makes and mails a code.
     *
     * @param client the address of the client, for its limit
     * @throws ProblemException TOO_MANY_REQUESTS, UNAVAILABLE or OVERLOADED, each with when to try again
     */
    void send(EmailAddress to, Language language, String client) {
        metrics.sendRequested();
        Send outcome = Send.FAILED;
        try {
            Optional<Duration> wait = limits.exceeded(ClientLimits.Kind.SEND, client);
            if (wait.isPresent()) {
                outcome = Send.CLIENT_LIMITED;
                throw tooMany(wait.get(), "Too many codes were asked for from your network.");
            }
            switch (codes.issue(to)) {
                case Issued issued -> {
                    outcome = Send.MAIL_FAILED;
                    mail(to, issued, language);
                    outcome = Send.SENT;
                }
                case CoolingDown cooling -> {
                    outcome = Send.COOLING_DOWN;
                    throw tooMany(cooling.left(), "A code was sent a moment ago.");
                }
                case HourUsedUp used -> {
                    outcome = Send.HOUR_USED_UP;
                    throw tooMany(used.left(), "This address has had its codes of this hour.");
                }
            }
        } finally {
            metrics.ended(outcome);
        }
    }

    private void mail(EmailAddress to, Issued issued, Language language) {
        try {
            mail.send(to, issued.code(), language);
        } catch (MailNotSent e) {
            withdraw(to, issued);
            throw ProblemException.tryAgain(
                    e.code(),
                    MAIL_RETRY,
                    e.code() == ProblemCode.OVERLOADED ? e.getMessage() : "The mail cannot be sent at present.",
                    e);
        }
    }

    /** Failing to do so only means that the cool-down stays. */
    private void withdraw(EmailAddress to, Issued issued) {
        try {
            codes.withdraw(to, issued);
        } catch (RuntimeException e) {
            log.warn("A code whose mail was not sent could not be withdrawn", e);
        }
    }

    private static ProblemException tooMany(Duration wait, String detail) {
        return ProblemException.tryAgain(ProblemCode.TOO_MANY_REQUESTS, wait, detail, null);
    }
}
