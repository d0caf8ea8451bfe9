package io.firstcome.event.catalog;

/** What an event may be called: it stands in mail subjects, so it is one line, without anything that turns round what stands after it. */
final class EventName {

    private static final String CHARACTER = "[^\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]";

    static final String PATTERN = CHARACTER + "*(?=\\S)" + CHARACTER + "+";
    static final String RULE = "must be one line of text";

    private EventName() {}
}
