package io.firstcome.event.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.firstcome.contracts.settle.SettledCounts;
import io.firstcome.event.status.SettledClient;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Counts of settled claims and mails, to be looked at. MySQL goes through all claims of an event to count them, so it is asked again only after twenty
 * times as long as the last answer took, ten seconds at most: looking at an event costs a twentieth of one connection.
 */
@Component
class SettledFigures {

    private static final Logger log = LoggerFactory.getLogger(SettledFigures.class);
    private static final int REST = 20;
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private final SettledClient settled;
    private final Cache<Long, Figures> known = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    SettledFigures(SettledClient settled) {
        this.settled = settled;
    }

    /** Returns the counts of an event, as fresh as they may be; null when they are not known at present. */
    SettledCounts of(long eventId) {
        Figures figures = known.getIfPresent(eventId);
        long start = System.nanoTime();
        if (figures != null && start - figures.askAgainAt < 0) {
            return figures.counts;
        }
        SettledCounts counts = ask(eventId);
        long now = System.nanoTime();
        long rest = Math.min(REST * (now - start), LONGEST_REST.toNanos());
        known.put(eventId, new Figures(counts, now + rest));
        return counts;
    }

    private SettledCounts ask(long eventId) {
        try {
            return settled.counts(eventId);
        } catch (RuntimeException e) {
            log.debug("Settled claims cannot be counted at present", e);
            return null;
        }
    }

    private record Figures(SettledCounts counts, long askAgainAt) {}
}
