package io.firstcome.contracts.stock;

import io.firstcome.contracts.Language;

/**
 * A claim as the ledger holds it.
 *
 * @param user      who holds it
 * @param rank      arrival number within the event
 * @param unit      number of the unit
 * @param grantedAt epoch milliseconds by the ledger's clock: Redis's own for the script, the service's for the locked one
 * @param language  of the request that made it
 */
public record HeldClaim(long user, long rank, long unit, long grantedAt, Language language) {}
