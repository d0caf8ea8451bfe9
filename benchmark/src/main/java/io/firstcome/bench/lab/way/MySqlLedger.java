package io.firstcome.bench.lab.way;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.ClaimName;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantOutcome.Granted;
import io.firstcome.contracts.stock.GrantOutcome.HeldAlready;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.stock.grant.StockLedger;
import io.firstcome.stock.grant.UnknownStock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the ledgers in MySQL do alike: they read, keep the quantity, and decide on one applicant per transaction. How a unit is found is left
 * open. Nothing is ever given back here, so the number of a claim's unit is its rank as well. Failures are Spring's data access exceptions.
 */
abstract class MySqlLedger implements StockLedger {

    private static final String CLAIM = "select user_id, unit, granted_at, language, published from lab_claim ";

    final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MySqlLedger(LabTables tables, Clock clock) {
        this.jdbc = tables.jdbc();
        this.transaction = tables.transaction();
        this.clock = clock;
    }

    /**
     * Decides on one applicant, within a transaction. May fail because the same user was served at the same moment.
     *
     * @throws UnknownStock when there is no stock for the event
     */
    abstract GrantOutcome decide(long eventId, Applicant applicant);

    /** Does what a change of the quantity takes besides, within its transaction; false when more is granted than it would be. */
    abstract boolean resize(long eventId, long quantity);

    @Override
    public final List<GrantOutcome> grant(long eventId, List<Applicant> applicants, Collection<ClaimName> published) {
        if (!published.isEmpty()) {
            transaction.executeWithoutResult(begun -> jdbc.sql(
                            "update lab_claim set published = true where event_id = :event and unit in (:ranks)")
                    .param("event", eventId)
                    .param("ranks", published.stream().map(ClaimName::rank).toList())
                    .update());
        }
        return applicants.stream().map(applicant -> grant(eventId, applicant)).toList();
    }

    private GrantOutcome grant(long eventId, Applicant applicant) {
        try {
            return transaction.execute(begun -> decide(eventId, applicant));
        } catch (DuplicateKeyException atTheSameMoment) {
            return transaction.execute(
                    begun -> heldBy(eventId, applicant.user()).orElseThrow(() -> atTheSameMoment));
        }
    }

    @Override
    public final Optional<Long> setQuantity(long eventId, long quantity, boolean mayOpen) {
        return transaction.execute(begun -> {
            Optional<Long> before = jdbc.sql("select quantity from lab_stock where event_id = ? for update")
                    .param(eventId)
                    .query(Long.class)
                    .optional();
            if (before.isEmpty()) {
                if (!mayOpen) {
                    throw new UnknownStock(eventId);
                }
                jdbc.sql("insert into lab_stock (event_id, quantity, granted) values (?, 0, 0)")
                        .param(eventId)
                        .update();
            }
            if (!resize(eventId, quantity)) {
                begun.setRollbackOnly();
                return Optional.empty();
            }
            jdbc.sql("update lab_stock set quantity = ? where event_id = ?")
                    .params(quantity, eventId)
                    .update();
            return Optional.of(before.orElse(0L));
        });
    }

    @Override
    public final List<StockLevel> levels(Collection<Long> eventIds) {
        if (eventIds.isEmpty()) {
            return List.of();
        }
        return transaction.execute(begun -> jdbc.sql("""
                        select event_id, quantity,
                          (select count(*) from lab_claim c where c.event_id = s.event_id) granted,
                          (select count(*) from lab_claim c where c.event_id = s.event_id and not published) unpublished
                        from lab_stock s where event_id in (:events)
                        """)
                .param("events", eventIds)
                .query((row, number) -> new StockLevel(
                        row.getLong("event_id"),
                        row.getLong("quantity"),
                        row.getLong("granted"),
                        row.getLong("unpublished")))
                .list());
    }

    @Override
    public final List<HeldClaim> find(long eventId, Collection<Long> users) {
        if (users.isEmpty()) {
            return List.of();
        }
        return transaction.execute(begun -> {
            requireStock(eventId);
            return jdbc.sql(CLAIM + "where event_id = :event and user_id in (:users)")
                    .param("event", eventId)
                    .param("users", users)
                    .query((row, number) -> claim(row))
                    .list();
        });
    }

    @Override
    public final List<HeldClaim> unpublished(long eventId, Duration age, int limit) {
        return transaction.execute(begun -> jdbc.sql(
                        CLAIM + "where event_id = ? and not published and granted_at <= ? order by granted_at limit ?")
                .params(eventId, clock.millis() - age.toMillis(), limit)
                .query((row, number) -> claim(row))
                .list());
    }

    /** What a user is told who holds a claim; nothing for anybody else. */
    final Optional<GrantOutcome> heldBy(long eventId, long user) {
        return jdbc.sql(CLAIM + "where event_id = ? and user_id = ?")
                .params(eventId, user)
                .query((row, number) -> (GrantOutcome) new HeldAlready(claim(row), row.getBoolean("published")))
                .optional();
    }

    /** Writes a claim down; its keys refuse a second one of the user, of the unit. */
    final GrantOutcome claim(long eventId, Applicant applicant, long unit) {
        HeldClaim claim = new HeldClaim(applicant.user(), unit, unit, clock.millis(), applicant.language());
        jdbc.sql("insert into lab_claim (event_id, user_id, unit, granted_at, language) values (?, ?, ?, ?, ?)")
                .params(
                        eventId,
                        claim.user(),
                        unit,
                        claim.grantedAt(),
                        claim.language().tag())
                .update();
        return new Granted(claim);
    }

    final void requireStock(long eventId) {
        if (jdbc.sql("select 1 from lab_stock where event_id = ?")
                .param(eventId)
                .query(Integer.class)
                .optional()
                .isEmpty()) {
            throw new UnknownStock(eventId);
        }
    }

    private static HeldClaim claim(ResultSet row) throws SQLException {
        long unit = row.getLong("unit");
        return new HeldClaim(
                row.getLong("user_id"),
                unit,
                unit,
                row.getLong("granted_at"),
                Language.ofTag(row.getString("language")));
    }
}
