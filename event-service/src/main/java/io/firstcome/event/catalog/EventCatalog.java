package io.firstcome.event.catalog;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.problem.ProblemException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * All events, in memory, so that the hot path asks no database. The revision in MySQL is looked at every
 * {@code firstcome.catalog.refresh} and the events are read again when it has changed: every instance follows a change
 * within that time, whichever instance made it, and nothing is missed. While MySQL is away the events known go on to serve.
 */
@Component
public class EventCatalog {

    private static final Logger log = LoggerFactory.getLogger(EventCatalog.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final EventRows rows;
    private final Revision revision;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Snapshot snapshot;
    private volatile long lookedAt;
    private volatile boolean away;

    EventCatalog(EventRows rows, Revision revision) {
        this.rows = rows;
        this.revision = revision;
        this.snapshot = load();
        this.lookedAt = System.nanoTime();
    }

    /**
     * Finds an event.
     *
     * @param id the event, or null for the current one
     * @return the event
     * @throws ProblemException {@code UNKNOWN_EVENT} when there is none, {@code UNAVAILABLE} when that cannot be told
     */
    public Event require(Long id) {
        return require(id, System.nanoTime());
    }

    /**
     * Finds an event for one of several requests that came together, so that they share one look for what is not known.
     *
     * @param asked {@link System#nanoTime} at which they came; an event made before that is found, whichever instance made it
     * @see #require(Long)
     */
    public Event require(Long id, long asked) {
        return find(id, asked)
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.UNKNOWN_EVENT,
                        id == null ? "No event is current." : "There is no event " + id + "."));
    }

    private Optional<Event> find(Long id, long asked) {
        Event known = snapshot.find(id);
        if (known != null) {
            return Optional.of(known);
        }
        // It may have been made a moment ago, on another instance.
        if (!away) {
            refreshInTime(asked);
        }
        known = snapshot.find(id);
        if (known == null && away) {
            throw ProblemException.tryAgain(ProblemCode.UNAVAILABLE, RETRY, "Events cannot be read at present.", null);
        }
        return Optional.ofNullable(known);
    }

    /** Returns all events. */
    public Collection<Event> all() {
        return snapshot.byId().values();
    }

    /** Looks whether events have changed, and reads them if so. A failure is logged once and changes nothing. */
    @Scheduled(fixedDelayString = "${firstcome.catalog.refresh}")
    void refresh() {
        long asked = System.nanoTime();
        looking.lock();
        lookUnlessSince(asked);
    }

    /** Like {@link #refresh}, but a batch of requests must not wait for a database that hangs, least of all once per request. */
    private void refreshInTime(long asked) {
        try {
            if (looking.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                lookUnlessSince(asked);
            } else if (!away) {
                log.warn("Events cannot be read in time; those known go on to serve");
                away = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A look that began before it was asked for does not count: it may have missed what the asker knows of. */
    private void lookUnlessSince(long asked) {
        try {
            if (lookedAt - asked > 0) {
                return;
            }
            lookedAt = System.nanoTime();
            if (revision.read() != snapshot.revision()) {
                snapshot = load();
            }
            if (away) {
                log.info("Events can be read again");
            }
            away = false;
        } catch (RuntimeException e) {
            if (!away) {
                log.warn("Events cannot be read; those known go on to serve", e);
            }
            away = true;
        } finally {
            looking.unlock();
        }
    }

    private Snapshot load() {
        // The revision first: a change in between is read again at the next look, never missed.
        long readAt = revision.read();
        Map<Long, Event> byId = rows.findByReadyTrue().stream()
                .map(row -> row.event(readAt))
                .collect(Collectors.toUnmodifiableMap(Event::id, Function.identity()));
        Event current =
                byId.values().stream().filter(Event::current).findFirst().orElse(null);
        return new Snapshot(readAt, byId, current);
    }

    private record Snapshot(long revision, Map<Long, Event> byId, Event current) {

        Event find(Long id) {
            return id == null ? current : byId.get(id);
        }
    }
}
