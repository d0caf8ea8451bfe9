package io.firstcome.event.catalog;

/** What an event may be called: it stands in mail subjects, so it is one line. */
final class EventName {

    static final String PATTERN = "[^\\p{Cntrl}\\u2028\\u2029]*\\S[^\\p{Cntrl}\\u2028\\u2029]*";
    static final String RULE = "must be one line of text";

    private EventName() {}
}
