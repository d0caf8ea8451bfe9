package io.firstcome.event.catalog;

import io.firstcome.contracts.fold.EdgeSignals;
import io.firstcome.contracts.fold.FoldedAnswer;
import java.time.Duration;
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
 * @param revision of the catalog, at least the one named by what was told to the gateways of the last change of it
 */
public record Event(
        long id, String name, Instant opensAt, Instant closesAt, EventState halt, boolean current, long revision) {

    private static final Duration AFTER_THE_END = Duration.ofHours(1);

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

    /** Returns whether it is open by its window, or was within the last hour. */
    public boolean isRecent(Instant now) {
        return !now.isBefore(opensAt) && now.isBefore(closesAt.plus(AFTER_THE_END));
    }

    /** Returns the permission to tell an answer about this event, as it is here, to anyone for that many milliseconds. */
    public FoldedAnswer.Edge edge(long millis) {
        return new FoldedAnswer.Edge(tag(), millis, revision);
    }

    /** Returns what the gateways are told when that permission ends, for this and all earlier revisions. */
    EdgeSignals.EndedAnswers endedAnswers() {
        return new EdgeSignals.EndedAnswers(tag(), revision);
    }

    /** Returns what answers about it are tagged with. */
    public String tag() {
        return "event:" + id;
    }
}
