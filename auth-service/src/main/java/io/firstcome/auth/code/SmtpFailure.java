package io.firstcome.auth.code;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;

/**
 * Why a mail was not taken, without a word of what the mail server said: it may repeat the address.
 *
 * @param recipientRefused whether the server takes mails, but none for this recipient, now or later
 * @param reason           kinds of failures and reply codes, for the log
 */
record SmtpFailure(boolean recipientRefused, String reason) {

    private static final int FOR_GOOD = 500;

    static SmtpFailure of(MailException exception) {
        List<Throwable> chain = new ArrayList<>();
        Throwable first = exception instanceof MailSendException failed && failed.getMessageExceptions().length > 0
                ? failed.getMessageExceptions()[0]
                : exception;
        for (Throwable e = first; e != null && !chain.contains(e); e = e.getCause()) {
            chain.add(e);
        }
        boolean refused = chain.stream()
                .anyMatch(e -> e instanceof SMTPAddressFailedException address && address.getReturnCode() >= FOR_GOOD);
        return new SmtpFailure(
                refused, chain.stream().map(SmtpFailure::describe).collect(Collectors.joining(", ")));
    }

    private static String describe(Throwable e) {
        String kind = e.getClass().getSimpleName();
        return switch (e) {
            case SMTPAddressFailedException address -> kind + " " + address.getReturnCode();
            case SMTPSendFailedException send -> kind + " " + send.getReturnCode();
            // From the network, not from the mail server.
            case IOException network -> kind + " (" + network.getMessage() + ")";
            default -> kind;
        };
    }
}
