package io.firstcome.stock.grant;

import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.kit.redis.RedisScript;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.redisson.api.RBatch;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** What every ledger does alike: it reads, and sets the quantity by one script. How to grant is left open. */
abstract class RedisLedger implements StockLedger {

    final RedissonClient redisson;
    final Clock clock;
    private final RedisScript setQuantity;

    RedisLedger(RedissonClient redisson, Clock clock) {
        this.redisson = redisson;
        this.clock = clock;
        this.setQuantity = new RedisScript(redisson, RedisLedger.class, "set-quantity.lua");
    }

    @Override
    public Optional<Long> setQuantity(long eventId, long quantity, boolean mayOpen) {
        List<Object> keys = List.of(LedgerKeys.of(eventId).stock());
        List<String> reply = setQuantity.run(keys, quantity, mayOpen ? "1" : "0");
        return switch (reply.getFirst()) {
            case "OK" -> Optional.of(Long.valueOf(reply.get(1)));
            case "GRANTED" -> Optional.empty();
            default -> throw new UnknownStock(eventId);
        };
    }

    @Override
    public List<StockLevel> levels(Collection<Long> eventIds) {
        RBatch batch = redisson.createBatch();
        Map<Long, LevelReply> replies = new LinkedHashMap<>();
        for (long eventId : eventIds) {
            LedgerKeys keys = LedgerKeys.of(eventId);
            replies.put(
                    eventId,
                    new LevelReply(
                            batch.<String, String>getMap(keys.stock(), StringCodec.INSTANCE)
                                    .readAllMapAsync(),
                            batch.getScoredSortedSet(keys.unpublished(), StringCodec.INSTANCE)
                                    .sizeAsync()));
        }
        if (replies.isEmpty()) {
            return List.of();
        }
        batch.execute();
        List<StockLevel> levels = new ArrayList<>();
        replies.forEach((eventId, reply) -> reply.level(eventId).ifPresent(levels::add));
        return levels;
    }

    @Override
    public List<HeldClaim> find(long eventId, Collection<Long> users) {
        if (users.isEmpty()) {
            return List.of();
        }
        LedgerKeys keys = LedgerKeys.of(eventId);
        RBatch batch = redisson.createBatch();
        // That somebody holds nothing can be told only while the stock is there.
        RFuture<Boolean> known =
                batch.getMap(keys.stock(), StringCodec.INSTANCE).isExistsAsync();
        RFuture<Map<String, String>> claims = batch.<String, String>getMap(keys.claims(), StringCodec.INSTANCE)
                .getAllAsync(users.stream().map(String::valueOf).collect(Collectors.toSet()));
        batch.execute();
        if (!value(known)) {
            throw new UnknownStock(eventId);
        }
        return value(claims).entrySet().stream()
                .map(claim -> HeldClaim.of(Long.parseLong(claim.getKey()), claim.getValue(), 0))
                .toList();
    }

    @Override
    public List<HeldClaim> unpublished(long eventId, Duration age, int limit) {
        double until = clock.millis() - age.toMillis();
        Collection<String> users = redisson.<String>getScoredSortedSet(
                        LedgerKeys.of(eventId).unpublished(), StringCodec.INSTANCE)
                .valueRange(Double.NEGATIVE_INFINITY, true, until, true, 0, limit);
        return find(eventId, users.stream().map(Long::valueOf).toList());
    }

    private static <T> T value(CompletionStage<T> reply) {
        return reply.toCompletableFuture().join();
    }

    private record LevelReply(RFuture<Map<String, String>> head, RFuture<Integer> unpublished) {

        Optional<StockLevel> level(long eventId) {
            Map<String, String> fields = value(head);
            if (fields.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new StockLevel(
                    eventId,
                    Long.parseLong(fields.get(LedgerKeys.QUANTITY)),
                    Long.parseLong(fields.get(LedgerKeys.GRANTED)),
                    value(unpublished)));
        }
    }
}
