package io.firstcome.event.catalog;

import java.time.Instant;

/**
 * One campaign, as it was when it was read.
 *
 * @param id       the event
 * @param name     shown to people
 * @param opensAt  first moment at which one can apply
 * @param closesAt first moment at which one no longer can
 * @param halt     {@code PAUSED} or {@code CLOSED} by an admin; null when the window alone counts
 * @param current  whether it is meant when a request names no event
 */
public record Event(long id, String name, Instant opensAt, Instant closesAt, EventState halt, boolean current) {

    /** Returns the state at a moment. */
    public EventState stateAt(Instant now) {
        if (halt == EventState.CLOSED || !now.isBefore(closesAt)) {
            return EventState.CLOSED;
        }
        if (now.isBefore(opensAt)) {
            return EventState.NOT_OPEN;
        }
        return halt == EventState.PAUSED ? EventState.PAUSED : EventState.OPEN;
    }

    /** Returns the tag of answers about this event that the gateways keep. */
    public String tag() {
        return "event:" + id;
    }
}
