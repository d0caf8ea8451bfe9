package io.firstcome.stock.recovery;

import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one stock of what MySQL, the log and Redis know of an event. MySQL and the log are the record: whoever is there was told so, or will
 * be. A claim that Redis alone has was granted and never published; it is kept where it is in nobody's way. One that is nowhere any more was told to
 * nobody, so its unit and its rank go to others.
 */
final class Merge {

    /** Ranks grow with every claim that is revoked, so there may be more of them than units. */
    private static final long HIGHEST_RANK = 10 * Quantity.MAX;

    private final Map<Long, HeldClaim> byUser = new HashMap<>();
    /** By its index, since ranks are dense. */
    private HeldClaim[] byRank = new HeldClaim[1024];

    private final BitSet units = new BitSet();
    private final BitSet ranks = new BitSet();
    private final List<HeldClaim> unpublished = new ArrayList<>();
    private final Set<Long> revoked;

    private Merge(Set<Long> revoked) {
        this.revoked = revoked;
    }

    /**
     * Makes the stock.
     *
     * @param quantity on record
     * @param settled  in MySQL
     * @param onLog    claims on the log that may not be in MySQL yet; they may be there several times
     * @param inRedis  claims that Redis has
     * @throws Contradiction when what is on record does not fit together
     */
    static Image of(long quantity, Settled settled, Collection<HeldClaim> onLog, Iterable<HeldClaim> inRedis)
            throws Contradiction {
        Merge merge = new Merge(settled.revoked());
        for (long rank : settled.revoked()) {
            merge.ranks.set(plausible("rank", rank, HIGHEST_RANK));
        }
        for (HeldClaim claim : settled.live()) {
            merge.addOnRecord(claim);
        }
        for (HeldClaim claim : onLog) {
            merge.addOnRecord(claim);
        }
        merge.requireNotMoreThan(quantity);
        int dropped = 0;
        for (HeldClaim claim : merge.onlyInRedis(inRedis)) {
            dropped += merge.addUnpublished(claim, quantity) ? 0 : 1;
        }
        return merge.image(quantity, dropped);
    }

    private void addOnRecord(HeldClaim claim) throws Contradiction {
        if (revoked.contains(claim.rank()) || isThere(claim)) {
            return;
        }
        HeldClaim sameRank = ofRank(claim.rank());
        if (sameRank != null) {
            throw new Contradiction("Rank " + claim.rank() + " is on record for the users " + sameRank.user() + " and "
                    + claim.user() + ", or with two units.");
        }
        HeldClaim sameUser = byUser.get(claim.user());
        if (sameUser != null) {
            throw new Contradiction("User " + claim.user() + " is on record twice, with the ranks " + sameUser.rank()
                    + " and " + claim.rank() + ".");
        }
        if (units.get(plausible("unit", claim.unit(), Quantity.MAX))) {
            throw new Contradiction(
                    "Unit " + claim.unit() + " is on record twice, once with rank " + claim.rank() + ".");
        }
        plausible("rank", claim.rank(), HIGHEST_RANK);
        add(claim);
    }

    private void requireNotMoreThan(long quantity) throws Contradiction {
        int claims = byUser.size();
        if (claims > quantity) {
            throw new Contradiction(claims + " claims are on record, but the quantity is " + quantity
                    + ". Set it to at least " + claims + " to open the event.");
        }
    }

    /** By rank. Of a claim that is on record as well, the one in Redis is taken, for it knows the language. */
    private List<HeldClaim> onlyInRedis(Iterable<HeldClaim> inRedis) {
        Map<Long, HeldClaim> others = new HashMap<>();
        for (HeldClaim claim : inRedis) {
            if (isThere(claim)) {
                byUser.put(claim.user(), claim);
                byRank[(int) claim.rank()] = claim;
            } else {
                others.put(claim.user(), claim);
            }
        }
        return others.values().stream()
                .sorted(Comparator.comparingLong(HeldClaim::rank))
                .toList();
    }

    /** Returns false when the claim had to be dropped. */
    private boolean addUnpublished(HeldClaim claim, long quantity) {
        if (byUser.size() >= quantity
                || revoked.contains(claim.rank())
                || ofRank(claim.rank()) != null
                || byUser.containsKey(claim.user())
                || !isPlausible(claim.rank(), HIGHEST_RANK)
                || !isPlausible(claim.unit(), Quantity.MAX)
                || units.get((int) claim.unit())) {
            return false;
        }
        add(claim);
        unpublished.add(claim);
        return true;
    }

    private boolean isThere(HeldClaim claim) {
        HeldClaim known = ofRank(claim.rank());
        return known != null && known.user() == claim.user() && known.unit() == claim.unit();
    }

    private HeldClaim ofRank(long rank) {
        return rank >= 0 && rank < byRank.length ? byRank[(int) rank] : null;
    }

    private void add(HeldClaim claim) {
        int rank = (int) claim.rank();
        if (rank >= byRank.length) {
            byRank = Arrays.copyOf(byRank, Math.max(rank + 1, byRank.length + byRank.length / 2));
        }
        byUser.put(claim.user(), claim);
        byRank[rank] = claim;
        units.set((int) claim.unit());
        ranks.set(rank);
    }

    private Image image(long quantity, int dropped) {
        return new Image(quantity, byUser.values(), unpublished, highest(ranks), gaps(units), gaps(ranks), dropped);
    }

    private static int highest(BitSet numbers) {
        return Math.max(0, numbers.length() - 1);
    }

    /** Numbers from 1 to the highest that are not in use. */
    private static List<Long> gaps(BitSet inUse) {
        List<Long> gaps = new ArrayList<>();
        for (int i = inUse.nextClearBit(1); i < inUse.length(); i = inUse.nextClearBit(i + 1)) {
            gaps.add((long) i);
        }
        return gaps;
    }

    private static boolean isPlausible(long number, long highest) {
        return number >= 1 && number <= highest;
    }

    private static int plausible(String what, long number, long highest) throws Contradiction {
        if (!isPlausible(number, highest)) {
            throw new Contradiction("A claim with the " + what + " " + number + " is on record, which cannot be.");
        }
        return (int) number;
    }
}
