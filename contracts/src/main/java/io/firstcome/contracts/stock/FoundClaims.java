package io.firstcome.contracts.stock;

import java.util.List;

/**
 * Claims that were looked up by their users, in no particular order; users who hold none are not in it.
 *
 * @param claims      what the users hold; null when the stock cannot be relied on at present, so that nobody can be told anything
 * @param unpublished users among them whose claims are not known to be on the log: nothing may be told of these before they are
 */
public record FoundClaims(List<HeldClaim> claims, List<Long> unpublished) {

    /** Takes a missing list for an empty one: an instance from before there was one sends none. */
    public FoundClaims {
        unpublished = unpublished == null ? List.of() : unpublished;
    }
}
