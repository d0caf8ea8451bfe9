package io.firstcome.notification.settle;

import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.notification.RowInsert;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The table {@code claim}, written. Runs in its caller's transaction; verdicts stand in the order of the claims. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ClaimStore {

    private static final String INSERT =
            "insert into claim (event_id, rank_no, unit, user_id, granted_at, settled_at) values";

    /** The primary key's order: rows are appended, and rivals wait for each other instead of getting stuck. */
    static final Comparator<ClaimGranted> BY_RANK =
            Comparator.comparingLong(ClaimGranted::eventId).thenComparingLong(ClaimGranted::rank);

    private static final String STANDING_IN_THE_WAY = """
            select user_id, unit, rank_no, live from claim where event_id = :event and user_id in (:users) and live = 1
            union
            select user_id, unit, rank_no, live from claim where event_id = :event and unit in (:units) and live = 1
            union
            select user_id, unit, rank_no, live from claim where event_id = :event and rank_no in (:ranks)""";

    private static final Verdict SETTLED = new Verdict.Settled();

    private final RowInsert rows;
    private final JdbcClient queries;
    private final Clock clock;

    ClaimStore(JdbcTemplate jdbc, JdbcClient queries, Clock clock) {
        this.rows = new RowInsert(jdbc, INSERT, "");
        this.queries = queries;
        this.clock = clock;
    }

    /**
     * Inserts claims that are all new, which nearly every batch is: one statement, and nothing is read.
     *
     * @return a verdict of settled for each
     * @throws org.springframework.dao.DuplicateKeyException when one is not; the transaction must be rolled back
     */
    List<Verdict> addAll(List<ClaimGranted> claims) {
        insert(claims);
        return Collections.nCopies(claims.size(), SETTLED);
    }

    /**
     * Inserts those that are new, having looked at what stands in their way.
     *
     * @return a verdict for each
     * @throws org.springframework.dao.DuplicateKeyException when somebody else inserted one meanwhile; to be tried again
     */
    List<Verdict> addNew(List<ClaimGranted> claims) {
        Holdings holdings = inTheWayOf(claims);
        List<Verdict> verdicts = claims.stream().map(holdings::judge).toList();
        List<ClaimGranted> fresh = new ArrayList<>();
        for (int i = 0; i < claims.size(); i++) {
            if (verdicts.get(i) instanceof Verdict.Settled) {
                fresh.add(claims.get(i));
            }
        }
        insert(fresh);
        return verdicts;
    }

    private Holdings inTheWayOf(List<ClaimGranted> claims) {
        Holdings holdings = new Holdings();
        Map<Long, List<ClaimGranted>> byEvent = claims.stream().collect(Collectors.groupingBy(ClaimGranted::eventId));
        byEvent.forEach((event, ofEvent) -> queries.sql(STANDING_IN_THE_WAY)
                .param("event", event)
                .param("users", all(ofEvent, ClaimGranted::user))
                .param("units", all(ofEvent, ClaimGranted::unit))
                .param("ranks", all(ofEvent, ClaimGranted::rank))
                .query(row -> {
                    holdings.add(
                            event,
                            row.getLong("user_id"),
                            row.getLong("unit"),
                            row.getLong("rank_no"),
                            row.getBoolean("live"));
                }));
        return holdings;
    }

    private void insert(List<ClaimGranted> claims) {
        Instant now = clock.instant();
        rows.insert(
                claims.stream().sorted(BY_RANK).toList(),
                (row, claim) -> row.number(claim.eventId())
                        .number(claim.rank())
                        .number(claim.unit())
                        .number(claim.user())
                        .time(claim.grantedAt())
                        .time(now));
    }

    private static List<Long> all(List<ClaimGranted> claims, ToLongFunction<ClaimGranted> number) {
        return claims.stream().mapToLong(number).distinct().boxed().toList();
    }
}
