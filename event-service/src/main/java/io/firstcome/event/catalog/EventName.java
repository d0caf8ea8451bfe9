package io.firstcome.event.catalog;

import io.firstcome.kit.input.OneLine;

/** What an event may be called: it stands in mail subjects, so it is one line, and not a blank one. */
final class EventName {

    static final String PATTERN = "(?=.*\\S)" + OneLine.PATTERN;

    private EventName() {}
}
