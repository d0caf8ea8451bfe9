package io.firstcome.contracts.stock;

import java.util.List;

/**
 * Some of the claims that the ledger holds for an event, in no particular order. Over all pages every claim that was held from the first page to the last is told
 * at least once; of those granted or released meanwhile nothing is known.
 *
 * @param claims claims; there may be none on a page, and more pages all the same
 * @param next   the cursor of the next page; {@link #FIRST} when this was the last
 */
public record HeldPage(List<HeldClaim> claims, String next) {

    /** The cursor to begin with. */
    public static final String FIRST = "0";
}
