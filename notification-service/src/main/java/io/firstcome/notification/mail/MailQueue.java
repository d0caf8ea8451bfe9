package io.firstcome.notification.mail;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.notification.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The pending rows of the table {@code mail}: put in with the claims, taken by workers under a lease. */
@Component
public class MailQueue {

    /** A mail left from a claim that an admin removed stays as it is; to send it twice would be worse. */
    private static final String ADD = """
            insert into mail (event_id, user_id, event_name, rank_no, language, queued_at, due_at)
            values (?, ?, ?, ?, ?, ?, ?)
            on duplicate key update id = id""";

    /**
     * The index gives the order, so that only the rows returned are locked; a plan that sorts would lock every pending
     * row, and other workers would skip them all. Hence it is forced.
     */
    private static final String DUE = """
            select id, event_id, user_id, event_name, rank_no, language, attempts, failures, queued_at
            from mail force index (mail_due)
            where state = 'PENDING' and due_at <= :now order by due_at limit :limit for update skip locked""";

    private static final String LEASE = "update mail set due_at = :until, attempts = attempts + 1 where id in (:ids)";

    private static final String QUEUE_AGAIN = """
            update mail set state = 'PENDING', failures = 0, queued_at = :now, due_at = :now, last_error = null
            where event_id = :event and user_id = :user and state = 'FAILED'""";

    private final JdbcTemplate jdbc;
    private final JdbcClient statements;
    private final WakeUp wakeUp;
    private final Clock clock;

    MailQueue(JdbcTemplate jdbc, JdbcClient statements, WakeUp wakeUp, Clock clock) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.wakeUp = wakeUp;
        this.clock = clock;
    }

    /** Puts in a mail for each claim, in the caller's transaction; workers wake when it is committed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(List<ClaimGranted> claims) {
        if (claims.isEmpty()) {
            return;
        }
        LocalDateTime now = UtcColumn.of(clock.instant());
        jdbc.batchUpdate(ADD, claims, claims.size(), (statement, claim) -> {
            statement.setLong(1, claim.eventId());
            statement.setLong(2, claim.user());
            statement.setString(3, claim.eventName());
            statement.setLong(4, claim.rank());
            statement.setString(5, claim.language().tag());
            statement.setObject(6, now);
            statement.setObject(7, now);
        });
        wakeAfterCommit();
    }

    /** Puts a failed mail back to the start, in the caller's transaction; returns false when there is no failed one. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean addAgain(long eventId, long user) {
        boolean failed = statements
                        .sql(QUEUE_AGAIN)
                        .param("now", UtcColumn.of(clock.instant()))
                        .param("event", eventId)
                        .param("user", user)
                        .update()
                == 1;
        wakeAfterCommit();
        return failed;
    }

    /**
     * Takes due mails, those due longest first. No other worker gets them before the lease ends.
     *
     * @param limit at most so many
     * @param time  length of the lease
     */
    @Transactional
    Taken take(int limit, Duration time) {
        Instant now = clock.instant();
        Lease lease = new Lease(now.plus(time), clock);
        List<Confirmation> due = statements
                .sql(DUE)
                .param("now", UtcColumn.of(now))
                .param("limit", limit)
                .query(MailQueue::taken)
                .list();
        if (!due.isEmpty()) {
            statements
                    .sql(LEASE)
                    .param("until", UtcColumn.of(lease.end()))
                    .param("ids", due.stream().map(Confirmation::id).toList())
                    .update();
        }
        return new Taken(due, lease);
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wakeUp.all();
            }
        });
    }

    private static Confirmation taken(ResultSet row, int number) throws SQLException {
        return new Confirmation(
                row.getLong("id"),
                row.getLong("event_id"),
                row.getLong("user_id"),
                row.getString("event_name"),
                row.getLong("rank_no"),
                Language.ofTag(row.getString("language")),
                row.getInt("attempts") + 1,
                row.getInt("failures"),
                UtcColumn.read(row, "queued_at"));
    }
}
