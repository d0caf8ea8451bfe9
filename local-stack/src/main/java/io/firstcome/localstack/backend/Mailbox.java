package io.firstcome.localstack.backend;

import java.util.List;

/** A running SMTP server that keeps what it gets, for everyone to read. */
public interface Mailbox extends Backend {

    /** The port mails are sent to, on 127.0.0.1. */
    int smtpPort();

    /** Where mails are shown and Mailpit's API answers, for example {@code http://127.0.0.1:8025}. */
    String url();

    /** All kept mails to this address, newest first. */
    List<Mail> messagesTo(String address);

    /** How many mails are kept. */
    int count();

    /** Forgets all mails. */
    void clear();

    /**
     * One mail.
     *
     * @param from address only
     * @param to addresses only
     * @param text the text part, empty if there is none
     * @param html the HTML part, empty if there is none
     */
    record Mail(String from, List<String> to, String subject, String text, String html) {}
}
