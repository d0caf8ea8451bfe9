package io.firstcome.contracts.stock;

import java.util.List;

/** Claims found in the ledger, in no particular order; users who hold none are not in it. */
public record HeldClaims(List<HeldClaim> claims) {}
