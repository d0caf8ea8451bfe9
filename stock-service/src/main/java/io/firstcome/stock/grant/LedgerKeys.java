package io.firstcome.stock.grant;

import io.firstcome.contracts.stock.HeldClaim;
import java.util.List;

/**
 * The three keys of an event. The braces are a hash tag: all of an event lives in one slot of a cluster.
 *
 * <ul>
 *   <li>{@code stock:{id}}: hash of {@code quantity}, {@code granted} (live claims) and {@code rank} (the last one given)
 *   <li>{@code stock:{id}:claims}: hash of user → {@link HeldClaim#text}
 *   <li>{@code stock:{id}:unpublished}: sorted set of users, by the time of the grant in epoch milliseconds
 * </ul>
 */
record LedgerKeys(String stock, String claims, String unpublished) {

    static final String QUANTITY = "quantity";
    static final String GRANTED = "granted";
    static final String RANK = "rank";

    static LedgerKeys of(long eventId) {
        String stock = "stock:{" + eventId + "}";
        return new LedgerKeys(stock, stock + ":claims", stock + ":unpublished");
    }

    List<Object> all() {
        return List.of(stock, claims, unpublished);
    }
}
