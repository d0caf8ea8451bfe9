package io.firstcome.event.catalog;

/** What an event is for somebody who would apply now. */
public enum EventState {
    NOT_OPEN,
    OPEN,
    PAUSED,
    CLOSED
}
