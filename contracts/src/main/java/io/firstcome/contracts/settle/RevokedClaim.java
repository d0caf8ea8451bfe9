package io.firstcome.contracts.settle;

/** A claim that was revoked and is not known to be released in the ledger. */
public record RevokedClaim(long eventId, long user, long rank, long unit) {}
