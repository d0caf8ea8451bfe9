package io.firstcome.notification.settle;

import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.kit.audit.AuditLog;
import io.firstcome.notification.mail.MailQueue;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The confirmation of a claim, sent again because an admin wants it. */
@Component
class ClaimMails {

    private final MailQueue mails;
    private final ClaimQueries claims;
    private final AuditLog audit;

    ClaimMails(MailQueue mails, ClaimQueries claims, AuditLog audit) {
        this.mails = mails;
        this.claims = claims;
        this.audit = audit;
    }

    /**
     * Queues it; one that waits already stays where it is.
     *
     * @return the claim as it is now; empty when no live claim has that rank
     */
    @Transactional
    Optional<SettledClaim> sendAgain(long eventId, long rank, long admin) {
        if (mails.sendAgain(eventId, rank)) {
            audit.add(admin, "MAIL_SENT_AGAIN", eventId, "rank " + rank);
        }
        return claims.afterRank(eventId, rank - 1, 1, false).stream()
                .filter(claim -> claim.rank() == rank)
                .findFirst();
    }
}
