package io.firstcome.notification.mail;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.notification.RowInsert;
import io.firstcome.notification.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
            insert into mail (event_id, rank_no, user_id, event_name, language, queued_at, due_at, trace) values""";

    private static final String UNLESS_THERE = "on duplicate key update attempts = attempts";

    /**
     * The index gives the order, so that only the rows returned are locked; a plan that sorts would lock every pending
     * row, and other workers would skip them all. Hence it is forced.
     */
    private static final String DUE = """
            select event_id, user_id, event_name, rank_no, language, attempts, failures, queued_at, trace
            from mail force index (mail_due)
            where state = 'PENDING' and due_at <= :now order by due_at limit :limit for update skip locked""";

    private static final String LEASE = "update mail set due_at = ?, attempts = attempts + 1 where ";

    private static final String ONE_OF_THEM = "(event_id = ? and rank_no = ? and user_id = ?)";

    private static final String QUEUE_AGAIN = """
            update mail m join claim c on c.event_id = m.event_id and c.rank_no = m.rank_no and c.user_id = m.user_id
            set m.state = 'PENDING', m.failures = 0, m.queued_at = :now, m.due_at = :now, m.last_error = null
            where c.event_id = :event and c.user_id = :user and c.live = 1 and m.state = 'FAILED'""";

    private static final String SEND_AGAIN = """
            update mail m join claim c on c.event_id = m.event_id and c.rank_no = m.rank_no and c.user_id = m.user_id
            set m.state = 'PENDING', m.failures = 0, m.queued_at = :now, m.due_at = :now, m.last_error = null
            where c.event_id = :event and c.rank_no = :rank and c.live = 1 and m.state <> 'PENDING'""";

    private static final String CANCEL = """
            update mail m join claim c on c.event_id = m.event_id and c.rank_no = m.rank_no and c.user_id = m.user_id
            set m.state = 'CANCELLED' where c.event_id = :event and c.rank_no = :rank and m.state <> 'SENT'""";

    private final JdbcTemplate jdbc;
    private final RowInsert rows;
    private final JdbcClient statements;
    private final WakeUp wakeUp;
    private final Restraint restraint;
    private final Clock clock;

    MailQueue(JdbcTemplate jdbc, JdbcClient statements, WakeUp wakeUp, Restraint restraint, Clock clock) {
        this.jdbc = jdbc;
        this.rows = new RowInsert(jdbc, ADD, UNLESS_THERE);
        this.statements = statements;
        this.wakeUp = wakeUp;
        this.restraint = restraint;
        this.clock = clock;
    }

    /**
     * Puts in a mail for each claim, in their order and in the caller's transaction; workers wake when it is committed.
     *
     * @param traces the steps of traces that mails follow; claims that are not traced are not in it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(List<ClaimGranted> claims, Map<ClaimGranted, String> traces) {
        if (claims.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        rows.insert(
                claims,
                (row, claim) -> row.number(claim.eventId())
                        .number(claim.rank())
                        .number(claim.user())
                        .text(claim.eventName())
                        .text(claim.language().tag())
                        .time(now)
                        .time(now)
                        .textOrNull(traces.isEmpty() ? null : traces.get(claim)));
        afterCommit(() -> {
            restraint.settled(claims.size());
            wakeUp.all();
        });
    }

    /**
     * Cancels the mail of a claim that is being revoked, in the caller's transaction; one that was sent stays so. A worker that has it in hand may
     * still send it, and then says so ({@link MailMarks}).
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancel(long eventId, long rank) {
        statements.sql(CANCEL).param("event", eventId).param("rank", rank).update();
    }

    /**
     * Puts the failed mail of a live claim back to the start, in the caller's transaction; returns false when there is no failed
     * one.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean addAgain(long eventId, long user) {
        boolean failed = statements
                        .sql(QUEUE_AGAIN)
                        .param("now", UtcColumn.of(clock.instant()))
                        .param("event", eventId)
                        .param("user", user)
                        .update()
                == 1;
        afterCommit(wakeUp::all);
        return failed;
    }

    /** Puts the mail of a live claim, sent or given up, back to the start, in the caller's transaction; returns false when there is no such one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean sendAgain(long eventId, long rank) {
        boolean queued = statements
                        .sql(SEND_AGAIN)
                        .param("now", UtcColumn.of(clock.instant()))
                        .param("event", eventId)
                        .param("rank", rank)
                        .update()
                == 1;
        afterCommit(wakeUp::all);
        return queued;
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
            lease(due, lease);
        }
        return new Taken(due, lease);
    }

    /** One statement; each of its alternatives is a look-up by the primary key. */
    private void lease(List<Confirmation> mails, Lease lease) {
        List<Object> values = new ArrayList<>();
        values.add(UtcColumn.of(lease.end()));
        for (Confirmation mail : mails) {
            values.addAll(List.of(mail.eventId(), mail.rank(), mail.user()));
        }
        jdbc.update(LEASE + String.join(" or ", Collections.nCopies(mails.size(), ONE_OF_THEM)), values.toArray());
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    private static Confirmation taken(ResultSet row, int number) throws SQLException {
        return new Confirmation(
                row.getLong("event_id"),
                row.getLong("user_id"),
                row.getString("event_name"),
                row.getLong("rank_no"),
                Language.ofTag(row.getString("language")),
                row.getInt("attempts") + 1,
                row.getInt("failures"),
                UtcColumn.read(row, "queued_at"),
                row.getString("trace"));
    }
}
