package io.firstcome.contracts.settle;

import java.util.List;

/** Revoked claims of any events, those revoked first in front. */
public record RevokedClaims(List<RevokedClaim> claims) {}
