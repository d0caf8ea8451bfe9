package io.firstcome.event.status;

import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.stock.HeldClaim;

/**
 * Where a user stands in an event.
 *
 * @param status {@code NONE}, {@code ACCEPTED} (the claim holds) or {@code CONFIRMED} (it is settled as well)
 * @param rank   arrival number; null without a claim
 * @param mail   {@code PENDING}, {@code SENT} or {@code FAILED}; null without a claim
 */
record ClaimStatus(long eventId, Status status, Long rank, MailState mail) {

    enum Status {
        NONE,
        ACCEPTED,
        CONFIRMED
    }

    static ClaimStatus none(long eventId) {
        return new ClaimStatus(eventId, Status.NONE, null, null);
    }

    static ClaimStatus of(long eventId, HeldClaim claim) {
        return new ClaimStatus(eventId, Status.ACCEPTED, claim.rank(), MailState.PENDING);
    }

    static ClaimStatus of(long eventId, SettledClaim claim) {
        MailState mail = claim.mail() == MailState.NO_ADDRESS ? MailState.FAILED : claim.mail();
        return new ClaimStatus(eventId, Status.CONFIRMED, claim.rank(), mail);
    }
}
