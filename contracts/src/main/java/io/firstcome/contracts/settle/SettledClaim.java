package io.firstcome.contracts.settle;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A claim that is a row in MySQL, with the state of its confirmation mail.
 *
 * @param user      who holds it, or held it
 * @param rank      arrival number within the event; nobody else ever gets it
 * @param unit      number of the unit; once the claim is revoked it may belong to another
 * @param grantedAt when it was granted
 * @param settledAt when it became a row
 * @param mail      the state of its mail; of a live claim never {@code CANCELLED}
 * @param revokedAt when an admin took it back; null, and not in JSON, while it is live
 */
public record SettledClaim(
        long user,
        long rank,
        long unit,
        Instant grantedAt,
        Instant settledAt,
        MailState mail,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant revokedAt) {

    /** A claim that is live. */
    public SettledClaim(long user, long rank, long unit, Instant grantedAt, Instant settledAt, MailState mail) {
        this(user, rank, unit, grantedAt, settledAt, mail, null);
    }
}
