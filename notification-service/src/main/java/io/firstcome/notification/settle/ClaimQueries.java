package io.firstcome.notification.settle;

import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.settle.SettledCounts;
import io.firstcome.notification.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code claim}, read, with the state of the mails. */
@Component
class ClaimQueries {

    private static final String OF_USERS = """
            select c.user_id, c.rank_no, c.unit, c.granted_at, c.settled_at, m.state, null as revoked_at
            from claim c join mail m on m.event_id = c.event_id and m.rank_no = c.rank_no and m.user_id = c.user_id
            where c.event_id = :event and c.user_id in (:users) and c.live = 1 order by c.rank_no""";

    /** By the primary key, whatever the server thinks of its other keys: a page is a piece of it. */
    private static final String PAGE = """
            select c.user_id, c.rank_no, c.unit, c.granted_at, c.settled_at, m.state, null as revoked_at
            from claim c force index (primary)
            join mail m on m.event_id = c.event_id and m.rank_no = c.rank_no and m.user_id = c.user_id
            where c.event_id = :event and c.rank_no > :rank and c.live = 1 order by c.rank_no limit :limit""";

    private static final String PAGE_WITH_REVOKED = """
            select c.user_id, c.rank_no, c.unit, c.granted_at, c.settled_at, m.state, r.revoked_at
            from claim c force index (primary)
            join mail m on m.event_id = c.event_id and m.rank_no = c.rank_no and m.user_id = c.user_id
            left join revocation r on r.event_id = c.event_id and r.rank_no = c.rank_no
            where c.event_id = :event and c.rank_no > :rank order by c.rank_no limit :limit""";

    /**
     * One statement, so that all figures are of one moment. Both halves are read from an index alone, and the second reads no mail that is
     * sent: those are the rest. Mails in the three states belong to live claims alone, since revoking a claim cancels its mail.
     */
    private static final String COUNTS = """
            select 'SETTLED' as what, count(*) as n from claim where event_id = :event and live = 1
            union all
            select state, count(*) from mail force index (mail_due)
            where state in ('PENDING', 'FAILED', 'NO_ADDRESS') and event_id = :event group by state""";

    private final JdbcClient jdbc;

    ClaimQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the live claims of those users, by rank. */
    List<SettledClaim> ofUsers(long eventId, List<Long> users) {
        if (users.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(OF_USERS)
                .param("event", eventId)
                .param("users", users)
                .query(ClaimQueries::claim)
                .list();
    }

    /** Returns the claims after a rank, by rank: the live ones, or the revoked ones as well. */
    List<SettledClaim> afterRank(long eventId, long rank, int limit, boolean withRevoked) {
        return jdbc.sql(withRevoked ? PAGE_WITH_REVOKED : PAGE)
                .param("event", eventId)
                .param("rank", rank)
                .param("limit", limit)
                .query(ClaimQueries::claim)
                .list();
    }

    /** Returns the counts of an event's live claims; zeros for one that is not known here. */
    SettledCounts counts(long eventId) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql(COUNTS).param("event", eventId).query(row -> {
            counts.put(row.getString("what"), row.getLong("n"));
        });
        long pending = counts.getOrDefault(MailState.PENDING.name(), 0L);
        long failed = counts.getOrDefault(MailState.FAILED.name(), 0L);
        long noAddress = counts.getOrDefault(MailState.NO_ADDRESS.name(), 0L);
        long settled = counts.get("SETTLED");
        return new SettledCounts(
                settled, pending, Math.max(0, settled - pending - failed - noAddress), failed, noAddress);
    }

    private static SettledClaim claim(ResultSet row, int number) throws SQLException {
        LocalDateTime revokedAt = row.getObject("revoked_at", LocalDateTime.class);
        return new SettledClaim(
                row.getLong("user_id"),
                row.getLong("rank_no"),
                row.getLong("unit"),
                UtcColumn.read(row, "granted_at"),
                UtcColumn.read(row, "settled_at"),
                MailState.valueOf(row.getString("state")),
                revokedAt == null ? null : revokedAt.toInstant(ZoneOffset.UTC));
    }
}
