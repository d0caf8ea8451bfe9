package io.firstcome.notification.settle;

import io.firstcome.contracts.claim.ClaimGranted;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The same three unique keys as the table's, over the rows that a batch may meet and over the batch itself. */
final class Holdings {

    private final Map<Key, Holding> byUser = new HashMap<>();
    private final Map<Key, Holding> byUnit = new HashMap<>();
    private final Map<Key, Holding> byRank = new HashMap<>();

    /** Takes in a row that is stored. A revoked one keeps its rank, which is never given again; its user and its unit are free. */
    void add(long eventId, long user, long unit, long rank, boolean live) {
        Holding stored = new Holding(eventId, user, unit, rank);
        if (live) {
            add(stored);
        } else {
            byRank.put(stored.rankKey(), stored);
        }
    }

    /** Judges a claim; one that is settled is taken in, so that the rest of its batch meets it. */
    Verdict judge(ClaimGranted claim) {
        Holding wanted = new Holding(claim.eventId(), claim.user(), claim.unit(), claim.rank());
        Holding ofRank = byRank.get(wanted.rankKey());
        if (wanted.equals(ofRank)) {
            // Revoked or not: nothing is settled twice. Its user may hold a later claim by now, and its unit may be
            // another's.
            return new Verdict.Repeat();
        }
        Holding other = Stream.of(byUser.get(wanted.userKey()), byUnit.get(wanted.unitKey()), ofRank)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (other != null) {
            return new Verdict.Conflict("wanted " + wanted + ", but there is " + other);
        }
        add(wanted);
        return new Verdict.Settled();
    }

    private void add(Holding held) {
        byUser.put(held.userKey(), held);
        byUnit.put(held.unitKey(), held);
        byRank.put(held.rankKey(), held);
    }

    private record Key(long eventId, long number) {}

    private record Holding(long eventId, long user, long unit, long rank) {

        Key userKey() {
            return new Key(eventId, user);
        }

        Key unitKey() {
            return new Key(eventId, unit);
        }

        Key rankKey() {
            return new Key(eventId, rank);
        }

        @Override
        public String toString() {
            return "event %d: user %d with unit %d, rank %d".formatted(eventId, user, unit, rank);
        }
    }
}
