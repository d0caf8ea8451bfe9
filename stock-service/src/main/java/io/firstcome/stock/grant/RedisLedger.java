package io.firstcome.stock.grant;

import io.firstcome.contracts.stock.ClaimName;
import io.firstcome.contracts.stock.FoundClaims;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.HeldPage;
import io.firstcome.contracts.stock.ReleasedClaim;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.kit.redis.RedisScript;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * What every ledger does alike: it reads, sets the quantity and releases, each by one script. How to grant is left open. Before anything
 * else each script makes sure that the stock can be relied on ({@code fence.lua}).
 */
public abstract class RedisLedger implements StockLedger {

    private static final int USERS_PER_CALL = 2_000;

    final RedissonClient redisson;
    final Clock clock;
    private final RedisScript setQuantity;
    private final RedisScript release;
    private final RedisScript find;
    private final RedisScript page;
    private final RedisScript level;

    RedisLedger(RedissonClient redisson, Clock clock) {
        this.redisson = redisson;
        this.clock = clock;
        this.setQuantity = fenced(redisson, "set-quantity.lua");
        this.release = fenced(redisson, "release.lua");
        this.find = fenced(redisson, "find.lua");
        this.page = fenced(redisson, "page.lua");
        this.level = fenced(redisson, "level.lua");
    }

    /** A script of the ledger, behind the fence. */
    static RedisScript fenced(RedissonClient redisson, String script) {
        return new RedisScript(redisson, RedisLedger.class, "fence.lua", script);
    }

    @Override
    public Optional<Long> setQuantity(long eventId, long quantity, boolean mayOpen) {
        LedgerKeys keys = LedgerKeys.of(eventId);
        List<String> reply = setQuantity.run(List.of(keys.stock(), keys.claims()), quantity, mayOpen ? "1" : "0");
        requireWhole(eventId, reply);
        return reply.getFirst().equals("OK") ? Optional.of(Long.valueOf(reply.get(1))) : Optional.empty();
    }

    /**
     * Takes claims back: their units go to the next applicants, and their users may apply again. Whoever does not hold a claim of that very
     * rank is left alone.
     *
     * @return how many were taken back now
     * @throws UnknownStock when the stock cannot be relied on; nothing was taken back then
     */
    public int release(long eventId, List<ReleasedClaim> claims) {
        LedgerKeys keys = LedgerKeys.of(eventId);
        Object[] values = claims.stream()
                .flatMap(claim -> List.<Object>of(claim.user(), claim.rank()).stream())
                .toArray();
        List<String> reply =
                release.run(List.of(keys.stock(), keys.claims(), keys.unpublished(), keys.freeUnits()), values);
        requireWhole(eventId, reply);
        return Integer.parseInt(reply.getFirst());
    }

    @Override
    public List<StockLevel> levels(Collection<Long> eventIds) {
        List<Long> events = List.copyOf(eventIds);
        if (events.isEmpty()) {
            return List.of();
        }
        List<List<String>> replies = level.runAll(events.stream()
                .map(LedgerKeys::of)
                .map(keys -> new RedisScript.Call(List.of(keys.stock(), keys.claims(), keys.unpublished())))
                .toList());
        List<StockLevel> levels = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            List<String> reply = replies.get(i);
            if (!reply.isEmpty()) {
                levels.add(new StockLevel(
                        events.get(i),
                        Long.parseLong(reply.get(0)),
                        Long.parseLong(reply.get(1)),
                        Long.parseLong(reply.get(2)),
                        Fault.in(reply.get(3)).map(Fault::text).orElse(null)));
            }
        }
        return levels;
    }

    @Override
    public List<HeldClaim> find(long eventId, Collection<Long> users) {
        return look(eventId, users).claims();
    }

    /**
     * Returns the claims that the given users hold, and which of them are not known to be on the log.
     *
     * @throws UnknownStock when the stock cannot be relied on
     */
    public FoundClaims look(long eventId, Collection<Long> users) {
        LedgerKeys keys = LedgerKeys.of(eventId);
        List<Long> all = users.stream().distinct().toList();
        FoundClaims found = new FoundClaims(new ArrayList<>(), new ArrayList<>());
        for (int from = 0; from < all.size(); from += USERS_PER_CALL) {
            List<Long> some = all.subList(from, Math.min(all.size(), from + USERS_PER_CALL));
            List<String> claims = find.run(List.of(keys.stock(), keys.claims(), keys.unpublished()), some.toArray());
            requireWhole(eventId, claims);
            for (int i = 0; i < some.size(); i++) {
                String claim = claims.get(i);
                if (claim != null) {
                    found.claims().add(HeldClaim.of(some.get(i), claim, 1));
                    if (claim.charAt(0) == 'U') {
                        found.unpublished().add(some.get(i));
                    }
                }
            }
        }
        return found;
    }

    /**
     * Returns some of the claims of an event, in no particular order.
     *
     * @param cursor {@link HeldPage#FIRST}, or what the page before gave
     * @param about  how many claims to look at; a page may hold more of them, fewer, or none
     * @throws UnknownStock when the stock cannot be relied on
     */
    public HeldPage page(long eventId, String cursor, int about) {
        LedgerKeys keys = LedgerKeys.of(eventId);
        List<String> reply = page.run(List.of(keys.stock(), keys.claims()), cursor, about);
        requireWhole(eventId, reply);
        List<HeldClaim> claims = new ArrayList<>();
        for (int i = 1; i < reply.size(); i += 2) {
            claims.add(HeldClaim.of(Long.parseLong(reply.get(i)), reply.get(i + 1), 0));
        }
        return new HeldPage(claims, reply.getFirst());
    }

    @Override
    public List<HeldClaim> unpublished(long eventId, Duration age, int limit) {
        double until = clock.millis() - age.toMillis();
        Set<ClaimName> names = redisson
                .<String>getScoredSortedSet(LedgerKeys.of(eventId).unpublished(), StringCodec.INSTANCE)
                .valueRange(Double.NEGATIVE_INFINITY, true, until, true, 0, limit)
                .stream()
                .map(ClaimName::of)
                .collect(Collectors.toSet());
        return find(eventId, names.stream().map(ClaimName::user).toList()).stream()
                .filter(claim -> names.contains(ClaimName.of(claim)))
                .toList();
    }

    /** Throws what a script found to be wrong with the stock. */
    static void requireWhole(long eventId, List<String> reply) {
        Fault.in(reply).ifPresent(fault -> {
            throw new UnknownStock(eventId, fault);
        });
    }
}
