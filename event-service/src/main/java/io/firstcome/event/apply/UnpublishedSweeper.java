package io.firstcome.event.apply;

import io.firstcome.contracts.stock.EventIds;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.event.catalog.Event;
import io.firstcome.event.catalog.EventCatalog;
import io.firstcome.event.release.Releases;
import io.firstcome.event.stock.StockClient;
import java.util.Collection;
import java.util.List;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Publishes claims that were granted and then forgotten, because their event-service died or Kafka was away, and has revoked claims released
 * whose release was left undone. One instance at a time, under a lock that a dead holder loses after half a minute; that two do it
 * at once would be no harm.
 */
@Component
class UnpublishedSweeper {

    private static final Logger log = LoggerFactory.getLogger(UnpublishedSweeper.class);

    private final EventCatalog catalog;
    private final StockClient stock;
    private final ClaimPublisher publisher;
    private final Releases releases;
    private final RLock lock;
    private final ApplyProperties properties;
    private final ApplyMetrics metrics;

    UnpublishedSweeper(
            EventCatalog catalog,
            StockClient stock,
            ClaimPublisher publisher,
            Releases releases,
            RedissonClient redisson,
            ApplyProperties properties,
            ApplyMetrics metrics) {
        this.catalog = catalog;
        this.stock = stock;
        this.publisher = publisher;
        this.releases = releases;
        this.lock = redisson.getLock("lock:sweeper");
        this.properties = properties;
        this.metrics = metrics;
    }

    /** Sweeps once, if no other instance is at it. A failure is logged; the next round tries again. */
    @Scheduled(
            fixedDelayString = "${firstcome.apply.sweep-every}",
            initialDelayString = "${firstcome.apply.sweep-every}")
    void sweep() {
        try {
            if (lock.tryLock()) {
                try {
                    releases.finish();
                    if (publisher.isAvailable()) {
                        sweepAll();
                    }
                } finally {
                    lock.unlockAsync();
                }
            }
        } catch (RuntimeException e) {
            log.warn("Unpublished claims could not be swept: {}", e.toString());
        }
    }

    private void sweepAll() {
        Collection<Event> events = catalog.all();
        List<Long> ids = events.stream().map(Event::id).toList();
        List<Long> behind = stock.levels(new EventIds(ids)).levels().stream()
                .filter(level -> level.unpublished() > 0 && level.closedBecause() == null)
                .map(StockLevel::eventId)
                .toList();
        for (Event event : events) {
            if (behind.contains(event.id())) {
                try {
                    sweep(event);
                } catch (RuntimeException e) {
                    // One whose stock is closed must not keep the others waiting.
                    log.warn("Unpublished claims of event {} could not be swept: {}", event.id(), e.toString());
                }
            }
        }
    }

    private void sweep(Event event) {
        long asked = System.nanoTime();
        List<HeldClaim> forgotten = stock.unpublished(
                        event.id(), properties.sweepAfter().toMillis(), properties.maxBatch())
                .claims();
        if (!forgotten.isEmpty()) {
            int published = publisher.publish(event, forgotten, asked).size();
            metrics.swept(published);
            log.info(
                    "{} of {} forgotten claims of event {} are published now", published, forgotten.size(), event.id());
        }
    }
}
