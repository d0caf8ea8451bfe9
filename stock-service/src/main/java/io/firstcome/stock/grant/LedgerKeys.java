package io.firstcome.stock.grant;

import io.firstcome.contracts.stock.ClaimName;
import io.firstcome.contracts.stock.HeldClaim;
import java.util.List;

/**
 * The keys of an event. The braces are a hash tag: all of an event lives in one slot of a cluster.
 *
 * <ul>
 *   <li>{@code stock:{id}}: hash of {@code quantity}, {@code granted} (live claims), {@code rank} (the last one given) and {@code run}
 *       (the {@code run_id} of the Redis server on which all of this was last known to be whole)
 *   <li>{@code stock:{id}:claims}: hash of user → {@link HeldClaim#text}
 *   <li>{@code stock:{id}:unpublished}: sorted set of {@link ClaimName}s, by the time of the grant in epoch milliseconds
 *   <li>{@code stock:{id}:free:units}: sorted set of units up to the highest in use that nobody holds; nearly always absent
 *   <li>{@code stock:{id}:free:ranks}: sorted set of ranks up to {@code rank} that nobody ever had; nearly always absent
 * </ul>
 */
public record LedgerKeys(String stock, String claims, String unpublished, String freeUnits, String freeRanks) {

    static final String QUANTITY = "quantity";
    static final String GRANTED = "granted";
    static final String RANK = "rank";

    /** The keys of that event. */
    public static LedgerKeys of(long eventId) {
        String stock = "stock:{" + eventId + "}";
        return new LedgerKeys(
                stock, stock + ":claims", stock + ":unpublished", stock + ":free:units", stock + ":free:ranks");
    }

    List<Object> all() {
        return List.of(stock, claims, unpublished, freeUnits, freeRanks);
    }
}
