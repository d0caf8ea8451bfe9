package io.firstcome.contracts.stock;

import java.util.List;

/** Claims in the ledger. */
public record HeldClaims(List<HeldClaim> claims) {}
