package io.firstcome.bench.lab.way;

import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantOutcome.SoldOut;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a row for each free unit and takes the first that nobody else is taking ({@code for update skip locked}): winners do not wait for
 * each other. The price is the order, since a unit that is given back by a rollback goes to somebody who came later.
 */
final class UnitRowLedger extends MySqlLedger {

    private static final String FIRST_FREE =
            "select unit from lab_free_unit where event_id = ? order by unit limit 1 for update";

    private final LabTables tables;

    UnitRowLedger(LabTables tables, Clock clock) {
        super(tables, clock);
        this.tables = tables;
    }

    @Override
    GrantOutcome decide(long eventId, Applicant applicant) {
        Optional<GrantOutcome> held = heldBy(eventId, applicant.user());
        if (held.isPresent()) {
            return held.get();
        }
        // One that is being taken may come back, so "sold out" is said only after waiting for these.
        Optional<Long> unit = firstFree(eventId, FIRST_FREE + " skip locked").or(() -> firstFree(eventId, FIRST_FREE));
        if (unit.isEmpty()) {
            requireStock(eventId);
            return new SoldOut();
        }
        jdbc.sql("delete from lab_free_unit where event_id = ? and unit = ?")
                .params(eventId, unit.get())
                .update();
        return claim(eventId, applicant, unit.get());
    }

    @Override
    boolean resize(long eventId, long quantity) {
        // Free ones first: what is taken between the two reads is then seen twice rather than not at all.
        Set<Long> units = new HashSet<>(units(eventId, "lab_free_unit"));
        units.addAll(units(eventId, "lab_claim"));
        long tooMany = units.size() - quantity;
        if (tooMany > 0) {
            return jdbc.sql("delete from lab_free_unit where event_id = ? order by unit desc limit ?")
                            .params(eventId, tooMany)
                            .update()
                    == tooMany;
        }
        List<Object[]> rows = new ArrayList<>();
        for (long unit = 1; rows.size() < -tooMany; unit++) {
            if (units.add(unit)) {
                rows.add(new Object[] {eventId, unit});
            }
        }
        tables.insertAll("insert into lab_free_unit (event_id, unit) values (?, ?)", rows);
        return true;
    }

    private Optional<Long> firstFree(long eventId, String statement) {
        return jdbc.sql(statement).param(eventId).query(Long.class).optional();
    }

    private List<Long> units(long eventId, String table) {
        return jdbc.sql("select unit from " + table + " where event_id = ?")
                .param(eventId)
                .query(Long.class)
                .list();
    }
}
