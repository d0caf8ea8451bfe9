package io.firstcome.event.apply;

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
 * Users whose claims are on the log, waiting to be told to stock-service: with the next grant of their event, or alone when
 * there is none for a while. A mark may be lost; the sweeper then publishes the claim once more, which changes nothing.
 */
@Component
class PublishedMarks {

    private static final Logger log = LoggerFactory.getLogger(PublishedMarks.class);
    private static final int MOST_PER_EVENT = 100_000;

    private final StockClient stock;
    private final ApplyProperties properties;
    private final Map<Long, Queue<Long>> waiting = new ConcurrentHashMap<>();

    PublishedMarks(StockClient stock, ApplyProperties properties) {
        this.stock = stock;
        this.properties = properties;
    }

    /** Adds the holders of published claims. */
    void add(long eventId, List<HeldClaim> published) {
        if (!published.isEmpty()) {
            Queue<Long> users = waiting.computeIfAbsent(eventId, id -> new ConcurrentLinkedQueue<>());
            published.forEach(claim -> users.add(claim.user()));
        }
    }

    /** Takes the users to tell with a call that is about to be made; at most so many. */
    List<Long> take(long eventId, int most) {
        Queue<Long> users = waiting.get(eventId);
        if (users == null || users.isEmpty()) {
            return List.of();
        }
        List<Long> taken = new ArrayList<>();
        for (Long user; taken.size() < most && (user = users.poll()) != null; ) {
            taken.add(user);
        }
        return taken;
    }

    /** Puts users back whose call failed. */
    void giveBack(long eventId, List<Long> users) {
        if (!users.isEmpty()) {
            Queue<Long> queue = waiting.computeIfAbsent(eventId, id -> new ConcurrentLinkedQueue<>());
            if (queue.size() < MOST_PER_EVENT) {
                queue.addAll(users);
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
            List<Long> users = take(eventId, left);
            if (!users.isEmpty()) {
                batches.add(new GrantBatch(eventId, List.of(), users));
                left -= users.size();
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
