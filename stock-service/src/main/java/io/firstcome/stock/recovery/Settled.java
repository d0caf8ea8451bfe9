package io.firstcome.stock.recovery;

import io.firstcome.contracts.stock.HeldClaim;
import java.util.List;
import java.util.Set;

/**
 * What MySQL knows of an event.
 *
 * @param live    claims that hold, by rank; in English, since their language is not asked for any more once they are settled
 * @param revoked ranks of claims that an admin took back
 */
record Settled(List<HeldClaim> live, Set<Long> revoked) {

    int size() {
        return live.size() + revoked.size();
    }
}
