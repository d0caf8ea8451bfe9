package io.firstcome.notification.settle;

import io.firstcome.contracts.settle.Revocation;
import io.firstcome.contracts.settle.RevokedClaim;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.kit.audit.AuditLog;
import io.firstcome.notification.UtcColumn;
import io.firstcome.notification.mail.MailQueue;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Claims that an admin takes back: who, when, why, and whether the ledger is known to have released them. */
@Component
class Revocations {

    private static final String END = """
            update claim set live = null where event_id = :event and rank_no = :rank and live = 1""";

    private static final String ADD = """
            insert into revocation (event_id, rank_no, revoked_at, revoked_by, because)
            values (:event, :rank, :now, :by, :because)""";

    private static final String UNRELEASED = """
            select c.event_id, c.user_id, c.rank_no, c.unit
            from revocation r join claim c on c.event_id = r.event_id and c.rank_no = r.rank_no
            where r.released_at is null order by r.revoked_at limit :limit""";

    private static final String RELEASED = """
            update revocation set released_at = :now
            where event_id = :event and rank_no in (:ranks) and released_at is null""";

    private final JdbcClient jdbc;
    private final MailQueue mails;
    private final ClaimQueries claims;
    private final AuditLog audit;
    private final Clock clock;

    Revocations(JdbcClient jdbc, MailQueue mails, ClaimQueries claims, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.mails = mails;
        this.claims = claims;
        this.audit = audit;
        this.clock = clock;
    }

    /** What came of a revocation: the claim as it is now, and whether it was live before. */
    record Result(SettledClaim claim, boolean wasLive) {}

    /**
     * Takes a claim back and cancels its mail, unless that has been sent. One that was taken back before stays as it is, with who did it and why.
     *
     * @return empty when there is no settled claim of that rank
     */
    @Transactional
    Optional<Result> revoke(long eventId, long rank, Revocation revocation) {
        boolean wasLive =
                jdbc.sql(END).param("event", eventId).param("rank", rank).update() == 1;
        if (wasLive) {
            jdbc.sql(ADD)
                    .param("event", eventId)
                    .param("rank", rank)
                    .param("now", now())
                    .param("by", revocation.by())
                    .param("because", revocation.reason())
                    .update();
            mails.cancel(eventId, rank);
            audit.add(revocation.by(), "CLAIM_REVOKED", eventId, "rank " + rank + ": " + revocation.reason());
        }
        return claims.afterRank(eventId, rank - 1, 1, true).stream()
                .filter(claim -> claim.rank() == rank)
                .findFirst()
                .map(claim -> new Result(claim, wasLive));
    }

    /** Returns claims that are not known to be released in the ledger, those revoked first in front. */
    List<RevokedClaim> unreleased(int limit) {
        return jdbc.sql(UNRELEASED)
                .param("limit", limit)
                .query((row, number) -> new RevokedClaim(
                        row.getLong("event_id"), row.getLong("user_id"), row.getLong("rank_no"), row.getLong("unit")))
                .list();
    }

    /** Notes that claims are released in the ledger; such as are not revoked are left alone. */
    void released(long eventId, List<Long> ranks) {
        if (!ranks.isEmpty()) {
            jdbc.sql(RELEASED)
                    .param("now", now())
                    .param("event", eventId)
                    .param("ranks", ranks)
                    .update();
        }
    }

    private LocalDateTime now() {
        return UtcColumn.of(clock.instant());
    }
}
