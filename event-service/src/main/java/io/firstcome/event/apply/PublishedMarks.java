package io.firstcome.event.apply;

import io.firstcome.contracts.stock.ClaimName;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.contracts.stock.GrantBatches;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.event.stock.StockClient;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Claims that are on the log, waiting to be told to stock-service: with the next grant of their event, or alone when
 * there is none for a while. A mark may be lost; the sweeper then publishes the claim once more, which changes nothing.
 */
@Component
class PublishedMarks {

    private static final Logger log = LoggerFactory.getLogger(PublishedMarks.class);
    private static final int MOST_PER_EVENT = 100_000;

    private final StockClient stock;
    private final ApplyProperties properties;
    private final Map<Long, Queue<ClaimName>> waiting = new ConcurrentHashMap<>();

    PublishedMarks(StockClient stock, ApplyProperties properties) {
        this.stock = stock;
        this.properties = properties;
    }

    /** Adds published claims. */
    void add(long eventId, List<HeldClaim> published) {
        if (!published.isEmpty()) {
            Queue<ClaimName> claims = waiting.computeIfAbsent(eventId, id -> new ConcurrentLinkedQueue<>());
            published.forEach(claim -> claims.add(ClaimName.of(claim)));
        }
    }

    /** Takes the claims to tell with a call that is about to be made; at most so many. */
    List<ClaimName> take(long eventId, int most) {
        Queue<ClaimName> claims = waiting.get(eventId);
        if (claims == null || claims.isEmpty()) {
            return List.of();
        }
        List<ClaimName> taken = new ArrayList<>();
        for (ClaimName claim; taken.size() < most && (claim = claims.poll()) != null; ) {
            taken.add(claim);
        }
        return taken;
    }

    /** Puts claims back whose call failed. */
    void giveBack(long eventId, List<ClaimName> claims) {
        if (!claims.isEmpty()) {
            Queue<ClaimName> queue = waiting.computeIfAbsent(eventId, id -> new ConcurrentLinkedQueue<>());
            if (queue.size() < MOST_PER_EVENT) {
                queue.addAll(claims);
            }
        }
    }

    /** Tells what no grant has taken along. */
    @Scheduled(fixedDelayString = "${firstcome.apply.marks-after}")
    @PreDestroy
    void tell() {
        List<GrantBatch> batches = new ArrayList<>();
        int left = properties.maxBatch();
        for (Long eventId : waiting.keySet()) {
            List<ClaimName> claims = take(eventId, left);
            if (!claims.isEmpty()) {
                batches.add(new GrantBatch(eventId, List.of(), claims));
                left -= claims.size();
            }
        }
        if (batches.isEmpty()) {
            return;
        }
        try {
            stock.grant(new GrantBatches(batches));
        } catch (RuntimeException e) {
            log.debug("Published claims of {} events could not be marked yet", batches.size(), e);
            batches.forEach(batch -> giveBack(batch.eventId(), batch.published()));
        }
    }
}
