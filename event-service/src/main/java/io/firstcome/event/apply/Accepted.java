package io.firstcome.event.apply;

import io.firstcome.contracts.stock.HeldClaim;
import java.time.Instant;

/** The good news: the user holds a claim and it is on the log. */
record Accepted(long eventId, long rank, String status, Instant grantedAt) {

    Accepted(long eventId, HeldClaim claim) {
        this(eventId, claim.rank(), "ACCEPTED", Instant.ofEpochMilli(claim.grantedAt()));
    }
}
