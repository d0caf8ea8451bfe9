package io.firstcome.stock.grant;

import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantOutcome.Granted;
import io.firstcome.contracts.stock.GrantOutcome.HeldAlready;
import io.firstcome.contracts.stock.GrantOutcome.SoldOut;
import io.firstcome.contracts.stock.HeldClaim;
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
import org.redisson.api.BatchOptions;
import org.redisson.api.RBatch;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * Grants in steps: read, decide here, write. Somebody must see to it that nobody else does so for the same event at the same
 * time, and how is left open. A script does not wait for a guard, so all instances must grant in the same way.
 */
public abstract class GuardedLedger extends RedisLedger {

    /** Takes what it reads and writes with, and the clock that dates grants. */
    protected GuardedLedger(RedissonClient redisson, Clock clock) {
        super(redisson, clock);
    }

    /**
     * Does a piece of work on one event, and lets nobody else do any on it meanwhile.
     *
     * @throws org.redisson.client.RedisException when the turn did not come in time; the work was not begun then
     */
    protected abstract <T> T guarded(long eventId, Supplier<T> work);

    @Override
    public List<GrantOutcome> grant(long eventId, List<Applicant> applicants, Collection<Long> published) {
        return guarded(eventId, () -> decide(eventId, applicants, published));
    }

    @Override
    public Optional<Long> setQuantity(long eventId, long quantity, boolean mayOpen) {
        return guarded(eventId, () -> super.setQuantity(eventId, quantity, mayOpen));
    }

    private List<GrantOutcome> decide(long eventId, List<Applicant> applicants, Collection<Long> published) {
        LedgerKeys keys = LedgerKeys.of(eventId);
        Map<String, String> head = redisson.<String, String>getMap(keys.stock(), StringCodec.INSTANCE)
                .readAllMap();
        if (head.isEmpty()) {
            throw new UnknownStock(eventId);
        }
        Map<Long, HeldClaim> held =
                find(eventId, applicants.stream().map(Applicant::user).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(HeldClaim::user, claim -> claim, (a, b) -> a, HashMap::new));
        Set<String> unpublished = unpublishedAmong(keys, held.keySet());
        published.forEach(user -> unpublished.remove(String.valueOf(user)));

        long quantity = Long.parseLong(head.get(LedgerKeys.QUANTITY));
        long granted = Long.parseLong(head.get(LedgerKeys.GRANTED));
        long rank = Long.parseLong(head.get(LedgerKeys.RANK));
        List<GrantOutcome> outcomes = new ArrayList<>(applicants.size());
        List<HeldClaim> fresh = new ArrayList<>();
        for (Applicant applicant : applicants) {
            HeldClaim claim = held.get(applicant.user());
            if (claim != null) {
                outcomes.add(new HeldAlready(claim, !unpublished.contains(String.valueOf(claim.user()))));
            } else if (granted < quantity) {
                claim = new HeldClaim(applicant.user(), ++rank, ++granted, clock.millis(), applicant.language());
                held.put(claim.user(), claim);
                unpublished.add(String.valueOf(claim.user()));
                fresh.add(claim);
                outcomes.add(new Granted(claim));
            } else {
                outcomes.add(new SoldOut());
            }
        }
        write(keys, granted, rank, fresh, published);
        return outcomes;
    }

    private Set<String> unpublishedAmong(LedgerKeys keys, Set<Long> users) {
        List<String> names = users.stream().map(String::valueOf).toList();
        if (names.isEmpty()) {
            return new HashSet<>();
        }
        List<Double> scores = redisson.<String>getScoredSortedSet(keys.unpublished(), StringCodec.INSTANCE)
                .getScore(names);
        Set<String> unpublished = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (scores.get(i) != null) {
                unpublished.add(names.get(i));
            }
        }
        return unpublished;
    }

    private void write(LedgerKeys keys, long granted, long rank, List<HeldClaim> fresh, Collection<Long> published) {
        // Not REDIS_WRITE_ATOMIC: two such batches at the same time mix up their replies (Redisson issue 6826).
        RBatch batch = redisson.createBatch(
                BatchOptions.defaults().executionMode(BatchOptions.ExecutionMode.IN_MEMORY_ATOMIC));
        var unpublished = batch.<String>getScoredSortedSet(keys.unpublished(), StringCodec.INSTANCE);
        if (!published.isEmpty()) {
            unpublished.removeAllAsync(published.stream().map(String::valueOf).toList());
        }
        if (!fresh.isEmpty()) {
            batch.<String, String>getMap(keys.stock(), StringCodec.INSTANCE)
                    .putAllAsync(
                            Map.of(LedgerKeys.GRANTED, String.valueOf(granted), LedgerKeys.RANK, String.valueOf(rank)));
            batch.<String, String>getMap(keys.claims(), StringCodec.INSTANCE)
                    .putAllAsync(fresh.stream()
                            .collect(Collectors.toMap(claim -> String.valueOf(claim.user()), HeldClaim::text)));
            unpublished.addAllAsync(
                    fresh.stream().collect(Collectors.toMap(claim -> String.valueOf(claim.user()), claim ->
                            (double) claim.grantedAt())));
        }
        if (!fresh.isEmpty() || !published.isEmpty()) {
            batch.execute();
        }
    }
}
