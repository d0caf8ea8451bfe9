package io.firstcome.contracts.stock;

import java.util.List;

/** Revoked claims of one event, to be released in the ledger. Safe to send again: a claim that is not held any more is left alone. */
public record ReleasedClaims(List<ReleasedClaim> claims) {}
