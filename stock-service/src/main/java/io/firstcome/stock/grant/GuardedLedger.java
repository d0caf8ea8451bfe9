package io.firstcome.stock.grant;

import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.ClaimName;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantOutcome.Granted;
import io.firstcome.contracts.stock.GrantOutcome.HeldAlready;
import io.firstcome.contracts.stock.GrantOutcome.SoldOut;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.ReleasedClaim;
import io.firstcome.kit.redis.RedisScript;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * Grants in steps: read, decide here, write. Somebody must see to it that nobody else does so for the same event at the same
 * time, and how is left open. A script does not wait for a guard, so all instances must grant in the same way.
 */
public abstract class GuardedLedger extends RedisLedger {

    private final RedisScript read;
    private final RedisScript write;

    /** Takes what it reads and writes with, and the clock that dates grants. */
    protected GuardedLedger(RedissonClient redisson, Clock clock) {
        super(redisson, clock);
        this.read = fenced(redisson, "steps-read.lua");
        this.write = fenced(redisson, "steps-write.lua");
    }

    /**
     * Does a piece of work on one event, and lets nobody else do any on it meanwhile.
     *
     * @throws org.redisson.client.RedisException when the turn did not come in time; the work was not begun then
     */
    protected abstract <T> T guarded(long eventId, Supplier<T> work);

    /**
     * Whether nothing is granted once the number of claims is not the one counted. Who says no goes on to grant from a stock that was
     * miscounted, as a ledger does that shows what comes of a poor guard.
     */
    protected boolean stopsAtMiscount() {
        return true;
    }

    @Override
    public List<GrantOutcome> grant(long eventId, List<Applicant> applicants, Collection<ClaimName> published) {
        return guarded(eventId, () -> decide(eventId, applicants, published));
    }

    @Override
    public Optional<Long> setQuantity(long eventId, long quantity, boolean mayOpen) {
        return guarded(eventId, () -> super.setQuantity(eventId, quantity, mayOpen));
    }

    @Override
    public int release(long eventId, List<ReleasedClaim> claims) {
        return guarded(eventId, () -> super.release(eventId, claims));
    }

    private List<GrantOutcome> decide(long eventId, List<Applicant> applicants, Collection<ClaimName> published) {
        LedgerKeys keys = LedgerKeys.of(eventId);
        Head head = head(eventId, keys, applicants.size());
        Map<Long, HeldClaim> held = claimsOf(keys, applicants);
        Set<ClaimName> unpublished = unpublishedAmong(keys, held.values());
        unpublished.removeAll(published);

        List<GrantOutcome> outcomes = new ArrayList<>(applicants.size());
        List<HeldClaim> fresh = new ArrayList<>();
        for (Applicant applicant : applicants) {
            HeldClaim claim = held.get(applicant.user());
            if (claim != null) {
                outcomes.add(new HeldAlready(claim, !unpublished.contains(ClaimName.of(claim))));
            } else if (head.granted + fresh.size() < head.quantity) {
                claim = head.claim(fresh.size(), applicant, clock.millis());
                held.put(claim.user(), claim);
                unpublished.add(ClaimName.of(claim));
                fresh.add(claim);
                outcomes.add(new Granted(claim));
            } else {
                outcomes.add(new SoldOut());
            }
        }
        if (!fresh.isEmpty() || !published.isEmpty()) {
            write(eventId, keys, head, fresh, published);
        }
        return outcomes;
    }

    private Head head(long eventId, LedgerKeys keys, int most) {
        List<String> reply = read.run(keys.all(), most, stopsAtMiscount() ? "1" : "0");
        requireWhole(eventId, reply);
        int units = Integer.parseInt(reply.get(4));
        return new Head(
                Long.parseLong(reply.get(0)),
                Long.parseLong(reply.get(1)),
                Long.parseLong(reply.get(2)),
                reply.get(3),
                reply.subList(5, 5 + units).stream().map(Long::valueOf).toList(),
                reply.subList(5 + units, reply.size()).stream()
                        .map(Long::valueOf)
                        .toList());
    }

    private Map<Long, HeldClaim> claimsOf(LedgerKeys keys, List<Applicant> applicants) {
        Set<String> users = applicants.stream()
                .map(applicant -> String.valueOf(applicant.user()))
                .collect(Collectors.toSet());
        Map<Long, HeldClaim> held = new HashMap<>();
        if (!users.isEmpty()) {
            redisson.<String, String>getMap(keys.claims(), StringCodec.INSTANCE)
                    .getAll(users)
                    .forEach((user, claim) ->
                            held.put(Long.valueOf(user), HeldClaim.of(Long.parseLong(user), claim, 0)));
        }
        return held;
    }

    private Set<ClaimName> unpublishedAmong(LedgerKeys keys, Collection<HeldClaim> held) {
        List<ClaimName> names = held.stream().map(ClaimName::of).toList();
        if (names.isEmpty()) {
            return new HashSet<>();
        }
        List<Double> scores = redisson.<String>getScoredSortedSet(keys.unpublished(), StringCodec.INSTANCE)
                .getScore(names.stream().map(ClaimName::text).toList());
        Set<ClaimName> unpublished = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (scores.get(i) != null) {
                unpublished.add(names.get(i));
            }
        }
        return unpublished;
    }

    private void write(
            long eventId, LedgerKeys keys, Head head, List<HeldClaim> fresh, Collection<ClaimName> published) {
        int count = fresh.size();
        List<Object> values = new ArrayList<>(6 + published.size() + 4 * count);
        values.addAll(List.of(head.run, head.granted + count, head.rankAfter(count)));
        values.addAll(List.of(Math.min(count, head.freeUnits.size()), Math.min(count, head.freeRanks.size())));
        values.add(published.size());
        published.forEach(claim -> values.add(claim.text()));
        for (HeldClaim claim : fresh) {
            values.addAll(
                    List.of(claim.user(), claim.text(), ClaimName.of(claim).text(), claim.grantedAt()));
        }
        requireWhole(eventId, write.run(keys.all(), values.toArray()));
    }

    /** What a grant is decided by; units and ranks that came back go first. */
    private record Head(
            long quantity, long granted, long rank, String run, List<Long> freeUnits, List<Long> freeRanks) {

        /** The claim that is granted after so many others of the batch. */
        HeldClaim claim(int before, Applicant applicant, long at) {
            long rankOfIt = before < freeRanks.size() ? freeRanks.get(before) : rankAfter(before + 1);
            long unit = before < freeUnits.size() ? freeUnits.get(before) : granted + before + 1;
            return new HeldClaim(applicant.user(), rankOfIt, unit, at, applicant.language());
        }

        /** The last rank there is when so many claims are granted. */
        long rankAfter(int count) {
            return rank + Math.max(0, count - freeRanks.size());
        }
    }
}
