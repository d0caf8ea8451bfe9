package io.firstcome.stock.recovery;

import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.kit.feign.ServiceUnavailable;
import io.firstcome.stock.grant.ClosedStocks;
import io.firstcome.stock.grant.ClosedStocks.Closed;
import io.firstcome.stock.grant.Fence;
import io.firstcome.stock.grant.Fence.Finding;
import io.firstcome.stock.recovery.StockStore.Adoption;
import io.firstcome.stock.supply.Supplies;
import io.firstcome.stock.supply.Supply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rebuilds stocks: reads what MySQL, the log and Redis know of an event, makes one stock of it, and puts that in Redis in one step. The rows of
 * the events in {@code supply} are locked meanwhile, in a transaction that ends with this process if it dies; a lock in Redis would have been
 * lost with what is rebuilt here.
 */
@Component
class Recovery {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    /** So many claims are taken in hand at once, and at least one event: it bounds the memory that this takes. */
    private static final int CLAIMS_AT_ONCE = 200_000;

    private static final Duration LOOK = Duration.ofMillis(200);

    private final ClosedStocks closed;
    private final Fence fence;
    private final Supplies supplies;
    private final TransactionTemplate transaction;
    private final Sources sources;
    private final RecoveryProperties properties;

    Recovery(
            ClosedStocks closed,
            Fence fence,
            Supplies supplies,
            TransactionTemplate transaction,
            Sources sources,
            RecoveryProperties properties) {
        this.closed = closed;
        this.fence = fence;
        this.supplies = supplies;
        this.transaction = transaction;
        this.sources = sources;
        this.properties = properties;
    }

    /** Where stocks are rebuilt from and to, and what counts it. */
    @Component
    record Sources(ClaimsLog log, SettledRows settled, StockStore redis, RecoveryMetrics metrics) {}

    /**
     * Tries some events once. What comes of it is noted in {@link ClosedStocks}.
     *
     * @param events closed ones, the most urgent first; those that another instance has in hand are left to it, those whose server was
     *               restarted since they were found to the next time
     */
    void attempt(List<Closed> events) {
        try {
            transaction.executeWithoutResult(begun -> {
                Map<Long, Supply> locked = lock(events);
                // Somebody else may have rebuilt some of them since they were found.
                Map<Long, Finding> faults = fence.faults(locked.keySet());
                List<Closed> mine = events.stream()
                        .filter(event -> faults.containsKey(event.eventId())
                                && faults.get(event.eventId()).run().equals(event.run()))
                        .toList();
                if (!mine.isEmpty()) {
                    rebuild(mine, locked);
                }
            });
        } catch (DataAccessException | TransactionException e) {
            away(events, "MySQL does not answer.", e);
        } catch (LogUnknown e) {
            away(events, e.getMessage() + ".", e);
        } catch (ServiceUnavailable e) {
            away(events, "What is settled is not known: " + e.service() + " is away.", e);
        } catch (RedisException e) {
            away(events, "Redis does not answer.", e);
        } catch (AnotherRun e) {
            log.warn("Redis was restarted while {} events were being rebuilt; that begins anew", events.size());
        }
    }

    /** Takes what nobody else has in hand. */
    private Map<Long, Supply> lock(List<Closed> events) {
        Map<Long, Supply> locked = supplies
                .lock(events.stream().map(Closed::eventId).toList())
                .stream()
                .collect(Collectors.toMap(Supply::eventId, Function.identity()));
        events.stream()
                .filter(event -> !locked.containsKey(event.eventId()))
                .forEach(event -> closed.leaveToAnother(event.eventId(), properties.retryOutage()));
        return locked;
    }

    private void rebuild(List<Closed> events, Map<Long, Supply> supply) {
        Map<TopicPartition, Long> settledUpTo = sources.log.settledUpTo();
        Map<Closed, Settled> settled = settled(events);
        Set<Long> ids = settled.keySet().stream().map(Closed::eventId).collect(Collectors.toSet());
        try (ClaimsLog.Tail tail = sources.log.tail(settledUpTo, ids)) {
            // Most of it is read while there is nothing to do but to wait.
            tail.readToEnd();
            awaitQuiet(events);
            Map<Long, List<HeldClaim>> onLog = tail.readToEnd();
            settled.forEach((event, rows) -> rebuild(
                    event,
                    supply.get(event.eventId()).quantity(),
                    rows,
                    onLog.getOrDefault(event.eventId(), List.of())));
        }
    }

    /** What is settled of as many of the events as are taken in hand at once. */
    private Map<Closed, Settled> settled(List<Closed> events) {
        Map<Closed, Settled> settled = new LinkedHashMap<>();
        int claims = 0;
        for (Closed event : events) {
            if (claims >= CLAIMS_AT_ONCE) {
                break;
            }
            try {
                Settled rows = sources.settled.of(event.eventId());
                settled.put(event, rows);
                claims += rows.size();
            } catch (Contradiction e) {
                contradicted(event.eventId(), e);
            } catch (ServiceUnavailable away) {
                throw away;
            } catch (RuntimeException e) {
                unexpected(event.eventId(), e);
            }
        }
        return settled;
    }

    private void rebuild(Closed event, long quantity, Settled settled, List<HeldClaim> onLog) {
        long eventId = event.eventId();
        long start = System.nanoTime();
        try {
            Image image = Merge.of(quantity, settled, onLog, sources.redis.claims(eventId));
            Adoption adoption = sources.redis.write(eventId, event.run(), image);
            switch (adoption) {
                case ADOPTED -> {
                    sources.metrics.rebuilt(image, System.nanoTime() - start);
                    log.info(
                            "Event {} is rebuilt: {} of {} units are granted, {} of these claims are not on the log;"
                                    + " {} units and {} ranks are free again; {} claims did not fit and were dropped",
                            eventId,
                            image.claims().size(),
                            quantity,
                            image.unpublished().size(),
                            image.freeUnits().size(),
                            image.freeRanks().size(),
                            image.dropped());
                    closed.forget(eventId);
                }
                case WHOLE -> closed.forget(eventId);
                case RUN -> throw new AnotherRun();
                case INCOMPLETE -> failed(eventId, "Redis did not keep what was written.", properties.retryOutage());
            }
        } catch (Contradiction e) {
            contradicted(eventId, e);
        } catch (RedisException | AnotherRun e) {
            throw e;
        } catch (RuntimeException e) {
            unexpected(eventId, e);
        }
    }

    private void contradicted(long eventId, Contradiction e) {
        if (failed(eventId, e.getMessage(), properties.retryConflict())) {
            log.error("Event {} stays closed: {}", eventId, e.getMessage());
        }
    }

    /** One event that makes trouble must not keep the others closed. */
    private void unexpected(long eventId, RuntimeException e) {
        log.error("Event {} could not be rebuilt", eventId, e);
        failed(eventId, "It could not be rebuilt; the log of stock-service tells why.", properties.retryConflict());
    }

    /** Returns when nothing that was granted before can still be on its way to the log. */
    private void awaitQuiet(List<Closed> events) {
        Set<String> runs = events.stream().map(Closed::run).collect(Collectors.toSet());
        long noticed = events.stream().mapToLong(Closed::noticed).max().orElseThrow();
        long left;
        while ((left = noticed + properties.quietFor().toNanos() - System.nanoTime()) > 0) {
            try {
                Thread.sleep(Duration.ofNanos(Math.min(left, LOOK.toNanos())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LogUnknown("Interrupted", e);
            }
            if (!fence.runs().containsAll(runs)) {
                throw new AnotherRun();
            }
        }
    }

    /** What is needed to be certain is away; it is said once. */
    private void away(List<Closed> events, String because, RuntimeException e) {
        boolean news = false;
        for (Closed event : events) {
            news |= failed(event.eventId(), because, properties.retryOutage());
        }
        if (news) {
            log.warn("{} events stay closed: {}", events.size(), because, e);
        }
    }

    private boolean failed(long eventId, String because, Duration retryIn) {
        sources.metrics.failed();
        return closed.failed(eventId, because, retryIn);
    }

    /** The server is another than the one the stocks were rebuilt for. */
    private static final class AnotherRun extends RuntimeException {
        AnotherRun() {
            super("another run of Redis", null, false, false);
        }
    }
}
