package io.firstcome.stock.recovery;

import io.firstcome.contracts.stock.HeldClaim;
import java.util.Collection;
import java.util.List;

/**
 * A stock as it is to be.
 *
 * @param quantity    how many units there are
 * @param claims      all that hold
 * @param unpublished those of them that are not on the log
 * @param rank        the highest rank that anybody has or had
 * @param freeUnits   units up to the highest in use that nobody holds
 * @param freeRanks   ranks up to {@code rank} that nobody ever had
 * @param dropped     how many claims in Redis did not fit what is on record
 */
record Image(
        long quantity,
        Collection<HeldClaim> claims,
        List<HeldClaim> unpublished,
        long rank,
        List<Long> freeUnits,
        List<Long> freeRanks,
        int dropped) {}
