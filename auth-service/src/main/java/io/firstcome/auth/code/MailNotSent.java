package io.firstcome.auth.code;

import io.firstcome.contracts.problem.ProblemCode;

/** A mail was not handed to the mail server. Made of class names and reply codes alone, since what a mail server says may repeat the address. */
final class MailNotSent extends RuntimeException {

    private final ProblemCode code;

    private MailNotSent(ProblemCode code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    /** The mail server is away or refuses. */
    static MailNotSent failed(String reason) {
        return new MailNotSent(ProblemCode.UNAVAILABLE, reason);
    }

    /** Too many mails wait for their turn. */
    static MailNotSent overloaded() {
        return new MailNotSent(ProblemCode.OVERLOADED, "Too many mails at once; the limit is firstcome.mail.at-once.");
    }

    /** What the caller is told. */
    ProblemCode code() {
        return code;
    }
}
