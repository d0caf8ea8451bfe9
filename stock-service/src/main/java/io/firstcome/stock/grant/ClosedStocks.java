package io.firstcome.stock.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The events that nothing is granted from at present, as far as this instance knows, and why. It only takes notes: that nothing is granted
 * is the doing of the fence in Redis, whatever stands here. One thread finds and rebuilds; any may suspect and ask.
 */
@Component
public class ClosedStocks {

    private static final String IN_HAND = " It is being rebuilt.";

    private final Map<Long, Closed> closed = new ConcurrentHashMap<>();
    private final Set<Long> suspects = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    /** Takes the clock that says since when an event is closed. */
    public ClosedStocks(Clock clock) {
        this.clock = clock;
    }

    /**
     * A closed event.
     *
     * @param eventId  the event
     * @param run      the {@code run_id} of the server on which it was found closed
     * @param since    when
     * @param noticed  the same by {@link System#nanoTime()}: since then at the latest nothing is granted
     * @param because  why, in English for an admin
     * @param failed   whether it could not be rebuilt so far
     * @param tryAfter when to try next, by {@link System#nanoTime()}
     */
    public record Closed(
            long eventId, String run, Instant since, long noticed, String because, boolean failed, long tryAfter) {

        private boolean isDue() {
            return System.nanoTime() - tryAfter >= 0;
        }
    }

    /** Notes that something was refused, or was not found, on account of the stock of that event. */
    public void suspect(long eventId) {
        suspects.add(eventId);
    }

    /** Takes the events that were suspected since this was called last. */
    public Set<Long> takeSuspects() {
        Set<Long> taken = Set.copyOf(suspects);
        suspects.removeAll(taken);
        return taken;
    }

    /**
     * Notes what is wrong with an event.
     *
     * @return false, with nothing done, when that was known of this run of the server
     */
    public boolean found(long eventId, Fault fault, String run) {
        Closed known = closed.get(eventId);
        if (known != null && known.run.equals(run)) {
            return false;
        }
        long now = System.nanoTime();
        Instant since = known == null ? clock.instant() : known.since;
        closed.put(eventId, new Closed(eventId, run, since, now, fault.text() + IN_HAND, false, now));
        return true;
    }

    /**
     * Notes why an event could not be rebuilt, and when to try again.
     *
     * @return whether that is news
     */
    public boolean failed(long eventId, String because, Duration tryAgainIn) {
        Closed known = closed.get(eventId);
        if (known == null) {
            return false;
        }
        long tryAfter = System.nanoTime() + tryAgainIn.toNanos();
        closed.put(eventId, new Closed(eventId, known.run, known.since, known.noticed, because, true, tryAfter));
        return !known.because.equals(because);
    }

    /** Leaves an event to the other instance that is rebuilding it, and looks again after a while. */
    public void leaveToAnother(long eventId, Duration lookAgainIn) {
        closed.computeIfPresent(
                eventId,
                (id, known) -> new Closed(
                        id,
                        known.run,
                        known.since,
                        known.noticed,
                        known.because,
                        known.failed,
                        System.nanoTime() + lookAgainIn.toNanos()));
    }

    /** Sees to it that an event is tried next time, if it is closed. */
    public void tryNow(long eventId) {
        leaveToAnother(eventId, Duration.ZERO);
    }

    /** Forgets an event, because it is open again or is none of ours. */
    public void forget(long eventId) {
        closed.remove(eventId);
    }

    /** Returns those to be tried now: those that have not failed yet before the others, the newest event first. */
    public List<Closed> due() {
        List<Closed> due = new ArrayList<>(closed.values());
        due.removeIf(one -> !one.isDue());
        due.sort(Comparator.comparing(Closed::failed)
                .thenComparing(Comparator.comparingLong(Closed::eventId).reversed()));
        return due;
    }

    /** Returns all of them. */
    public Collection<Closed> all() {
        return List.copyOf(closed.values());
    }

    /** Returns why an event is closed, if it is known to be. */
    public Optional<String> because(long eventId) {
        return Optional.ofNullable(closed.get(eventId)).map(Closed::because);
    }
}
