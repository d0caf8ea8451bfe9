package io.firstcome.kit.audit;

import io.firstcome.contracts.audit.AuditEntry;
import io.firstcome.contracts.audit.AuditEntry.Outcome;
import io.firstcome.kit.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;

/**
 * The table {@code audit} of a service: what admins did in it, never changed afterwards but for an outcome that was not known. A change in this service's
 * database is written down in its transaction ({@link #add}), so that neither is there without the other; one that another service makes is
 * written down before it is asked for ({@link #asking}), so that none is forgotten.
 *
 * <p>The service makes the table by a migration:
 * <pre>{@code
 * create table audit (
 *   id bigint not null auto_increment primary key, at datetime(3) not null, admin bigint not null, action varchar(40) not null,
 *   event_id bigint, about varchar(1000) not null, outcome varchar(10) not null
 * ) character set utf8mb4;
 * }</pre>
 */
public final class AuditLog {

    private static final int LONGEST = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;

    public AuditLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Writes down a change that is made in the caller's transaction.
     *
     * @param admin   who, a user id
     * @param eventId the event; null for none
     * @param about   the rest, in words; names no address
     */
    public void add(long admin, String action, Long eventId, String about) {
        insert(admin, action, eventId, about, Outcome.DONE);
    }

    /**
     * Writes down a change that is to be made elsewhere, has it made, and notes how it ended.
     *
     * @param change asks for it; throws {@link ProblemException} of 4xx when it is refused, anything else when nobody knows
     * @return what it returned
     */
    public <T> T asking(long admin, String action, Long eventId, String about, Supplier<T> change) {
        long id = insert(admin, action, eventId, about, Outcome.UNKNOWN);
        T result;
        try {
            result = change.get();
        } catch (ProblemException problem) {
            if (problem.code().status() < 500) {
                ended(id, Outcome.REFUSED);
            }
            throw problem;
        }
        ended(id, Outcome.DONE);
        return result;
    }

    /** Returns entries below an id, the newest first. */
    public List<AuditEntry> before(long id, int limit) {
        return jdbc.sql(
                        "select id, at, admin, action, event_id, about, outcome from audit where id < ? order by id desc limit ?")
                .params(id, limit)
                .query(AuditLog::entry)
                .list();
    }

    private long insert(long admin, String action, Long eventId, String about, Outcome outcome) {
        KeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("insert into audit (at, admin, action, event_id, about, outcome) values (?, ?, ?, ?, ?, ?)")
                .param(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS))
                .param(admin)
                .param(action)
                .param(eventId)
                .param(about.length() <= LONGEST ? about : about.substring(0, LONGEST))
                .param(outcome.name())
                .update(id, "id");
        return id.getKeyAs(Number.class).longValue();
    }

    private void ended(long id, Outcome outcome) {
        jdbc.sql("update audit set outcome = ? where id = ?")
                .params(outcome.name(), id)
                .update();
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        long event = row.getLong("event_id");
        return new AuditEntry(
                row.getLong("id"),
                row.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getLong("admin"),
                row.getString("action"),
                event == 0 ? null : event,
                row.getString("about"),
                Outcome.valueOf(row.getString("outcome")));
    }
}
