package io.firstcome.notification.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Collects what became of the mails of one round and writes it down in groups. While MySQL is away it tries on until the
 * lease ends: a mail that was sent but not marked is sent again.
 */
final class Marker {

    private static final Logger log = LoggerFactory.getLogger(Marker.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Factory made;
    private final Lease lease;
    private final Stop stop;
    private final List<Delivery> group = new ArrayList<>();

    private Marker(Factory made, Lease lease, Stop stop) {
        this.made = made;
        this.lease = lease;
        this.stop = stop;
    }

    /** Makes a marker for each round. */
    @Component
    record Factory(MailMarks marks, MailMetrics metrics, MailProperties properties) {

        Marker of(Taken taken, Stop stop) {
            metrics.taken(taken.mails().size());
            return new Marker(this, taken.lease(), stop);
        }
    }

    /** Takes what became of a mail; writes the group when it is full. */
    void add(Delivery delivery) throws InterruptedException {
        group.add(delivery);
        if (group.size() >= made.properties.markAfter()) {
            flush();
        }
    }

    /** Writes what is left. */
    void flush() throws InterruptedException {
        if (group.isEmpty()) {
            return;
        }
        List<Delivery> marked = mark();
        marked.forEach(made.metrics::marked);
        int lost = group.size() - marked.size();
        if (lost > 0) {
            made.metrics.lost(lost);
            log.warn(
                    "{} of {} mails could not be marked: their lease was over, or they were cancelled",
                    lost,
                    group.size());
        }
        group.clear();
    }

    private List<Delivery> mark() throws InterruptedException {
        while (true) {
            try {
                return made.marks.mark(group);
            } catch (DataAccessException | TransactionException e) {
                if (!lease.leaves(PAUSE) || stop.within(PAUSE)) {
                    log.error("Marking mails failed; they will be taken again", e);
                    return List.of();
                }
            }
        }
    }
}
