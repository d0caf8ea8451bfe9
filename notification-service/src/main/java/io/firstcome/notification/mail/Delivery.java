package io.firstcome.notification.mail;

import java.time.Instant;

/** What became of a mail that was taken, and is to be marked. Errors name no address. */
sealed interface Delivery {

    /** The mail it is about. */
    Confirmation mail();

    /** The mail server has it. */
    record Sent(Confirmation mail) implements Delivery {}

    /** It failed for a reason of its own; to be tried again. */
    record Deferred(Confirmation mail, Instant due, String error) implements Delivery {}

    /** Not its fault, or not begun: it goes back as it was. */
    record PutBack(Confirmation mail, Instant due, String error) implements Delivery {}

    /** Given up. */
    record Failed(Confirmation mail, String error) implements Delivery {}

    /** There is nobody to write to. */
    record NoAddress(Confirmation mail) implements Delivery {}
}
