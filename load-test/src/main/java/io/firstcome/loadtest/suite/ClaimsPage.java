package io.firstcome.loadtest.suite;

import io.firstcome.contracts.settle.SettledClaim;
import java.util.List;

/**
 * A page of the settled claims of an event, by rank.
 *
 * @param total         how many are settled in all
 * @param mails         their confirmation mails by state
 * @param claims        the claims of this page
 * @param nextAfterRank what to ask the next page with; null when this is the last
 */
public record ClaimsPage(long total, Mails mails, List<SettledClaim> claims, Long nextAfterRank) {

    public ClaimsPage {
        mails = mails == null ? new Mails(0, 0, 0, 0) : mails;
        claims = claims == null ? List.of() : List.copyOf(claims);
    }

    /** How many confirmation mails are in which state. */
    public record Mails(long pending, long sent, long failed, long noAddress) {}
}
