package io.firstcome.contracts.settle;

import java.util.List;

/** Settled claims, by rank. */
public record SettledClaims(List<SettledClaim> claims) {}
