package io.firstcome.contracts.settle;

/** Where a confirmation mail is. */
public enum MailState {
    /** To be sent, or being tried again. */
    PENDING,
    /** Handed to the mail server. */
    SENT,
    /** Given up after the last try; an admin can replay it. */
    FAILED,
    /** The account has gone; there is nobody to write to. */
    NO_ADDRESS,
    /** Its claim was revoked before it was sent; it never will be. */
    CANCELLED
}
