package io.firstcome.stock.recovery;

import io.firstcome.contracts.stock.ClaimName;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.kit.redis.RedisScript;
import io.firstcome.stock.grant.LedgerKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.redisson.api.RExpirable;
import org.redisson.api.RMap;
import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Stocks in Redis, read and written as a whole. Each command is short, so that other events are not kept waiting. */
@Component
class StockStore {

    private static final Logger log = LoggerFactory.getLogger(StockStore.class);
    private static final int CHUNK = 2_000;
    private static final Duration LEFTOVERS_LIVE = Duration.ofMinutes(10);

    private final RedissonClient redisson;
    private final RedisScript adopt;

    StockStore(RedissonClient redisson) {
        this.redisson = redisson;
        this.adopt = new RedisScript(redisson, StockStore.class, "/io/firstcome/stock/grant/fence.lua", "adopt.lua");
    }

    /** What became of a rebuilt stock. */
    enum Adoption {
        ADOPTED,
        RUN,
        WHOLE,
        INCOMPLETE
    }

    /** Gives the claims that Redis has of an event to which nothing is written at present, as they are read; what is none is left out. */
    Iterable<HeldClaim> claims(long eventId) {
        RMap<String, String> map = redisson.getMap(LedgerKeys.of(eventId).claims(), StringCodec.INSTANCE);
        return () -> map.entrySet(CHUNK).stream()
                .flatMap(entry -> claim(eventId, entry.getKey(), entry.getValue()).stream())
                .iterator();
    }

    private static Optional<HeldClaim> claim(long eventId, String user, String text) {
        try {
            return Optional.of(HeldClaim.of(Long.parseLong(user), text, 0));
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            log.error("No claim, and left out: that of {} in event {} in Redis", user, eventId, malformed);
            return Optional.empty();
        }
    }

    /** Writes a stock beside the old one, and puts it in its place if the server is still the one of that run. */
    Adoption write(long eventId, String run, Image image) {
        LedgerKeys old = LedgerKeys.of(eventId);
        // Of its own name, for two may be at it at the same time when one has lost its lock without knowing.
        String aside = old.stock() + ":rebuilt:" + UUID.randomUUID();
        List<String> rebuilt =
                List.of(aside + ":claims", aside + ":unpublished", aside + ":free:units", aside + ":free:ranks");
        try {
            RMap<String, String> claims = redisson.getMap(rebuilt.get(0), StringCodec.INSTANCE);
            inChunks(image.claims(), claims, claim -> String.valueOf(claim.user()), HeldClaim::text, claims::putAll);
            scored(
                    rebuilt.get(1),
                    image.unpublished(),
                    claim -> ClaimName.of(claim).text(),
                    HeldClaim::grantedAt);
            scored(rebuilt.get(2), image.freeUnits(), String::valueOf, Function.identity());
            scored(rebuilt.get(3), image.freeRanks(), String::valueOf, Function.identity());
            List<Object> keys = new ArrayList<>(
                    List.of(old.stock(), old.claims(), old.unpublished(), old.freeUnits(), old.freeRanks()));
            keys.addAll(rebuilt);
            List<String> reply =
                    adopt.run(keys, run, image.quantity(), image.claims().size(), image.rank());
            return Adoption.valueOf(reply.getFirst());
        } finally {
            forget(rebuilt);
        }
    }

    private <T> void scored(String key, Collection<T> all, Function<T, String> member, Function<T, Long> score) {
        RScoredSortedSet<String> set = redisson.getScoredSortedSet(key, StringCodec.INSTANCE);
        inChunks(all, set, member, one -> (double) score.apply(one), set::addAll);
    }

    private static <T, V> void inChunks(
            Collection<T> all,
            RExpirable key,
            Function<T, String> name,
            Function<T, V> value,
            Consumer<Map<String, V>> write) {
        Map<String, V> chunk = new HashMap<>();
        boolean mortal = false;
        Iterator<T> rest = all.iterator();
        while (rest.hasNext()) {
            T one = rest.next();
            chunk.put(name.apply(one), value.apply(one));
            if (chunk.size() == CHUNK || !rest.hasNext()) {
                write.accept(chunk);
                chunk.clear();
                if (!mortal) {
                    mortal = key.expire(LEFTOVERS_LIVE);
                }
            }
        }
    }

    /** Deletes what was not adopted. When Redis is away it goes by itself. */
    private void forget(List<String> keys) {
        try {
            redisson.getKeys().unlink(keys.toArray(String[]::new));
        } catch (RuntimeException e) {
            log.debug("What was not adopted is left to expire", e);
        }
    }
}
