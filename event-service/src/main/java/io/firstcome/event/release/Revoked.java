package io.firstcome.event.release;

import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.SettledClaim;
import java.time.Instant;

/**
 * A claim that was taken back.
 *
 * @param mail     {@code SENT} when its confirmation had gone out, otherwise {@code CANCELLED}
 * @param released whether its unit can be applied for by now; otherwise that follows by itself within seconds of stock-service's return
 */
record Revoked(long eventId, long rank, long unit, long user, MailState mail, Instant revokedAt, boolean released) {

    Revoked(long eventId, SettledClaim claim, boolean released) {
        this(eventId, claim.rank(), claim.unit(), claim.user(), claim.mail(), claim.revokedAt(), released);
    }
}
