package io.firstcome.contracts.stock;

/**
 * A claim that was revoked in MySQL and is to be released in the ledger. User and rank together name it: the same user may hold a later
 * claim of the same event, which stays.
 *
 * @param user who held it
 * @param rank its rank, which nobody gets again
 * @param unit its unit, which goes to the next applicant
 */
public record ReleasedClaim(long user, long rank, long unit) {}
