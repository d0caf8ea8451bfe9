package io.firstcome.bench.lab.way;

import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantOutcome.SoldOut;
import java.time.Clock;
import java.util.Optional;

/**
 * Takes a unit by {@code update … set granted = granted + 1 where granted < quantity} and leaves the rest to the unique key on the user. The
 * row is locked as well, but only from the update to the commit, and losers write nothing.
 */
final class AtomicUpdateLedger extends CountedLedger {

    AtomicUpdateLedger(LabTables tables, Clock clock) {
        super(tables, clock);
    }

    @Override
    GrantOutcome decide(long eventId, Applicant applicant) {
        Optional<GrantOutcome> held = heldBy(eventId, applicant.user());
        if (held.isPresent()) {
            return held.get();
        }
        // last_insert_id(…) lets this connection read what it has just written.
        int taken = jdbc.sql(
                        "update lab_stock set granted = last_insert_id(granted + 1) where event_id = ? and granted < quantity")
                .param(eventId)
                .update();
        if (taken == 0) {
            requireStock(eventId);
            return new SoldOut();
        }
        long unit = jdbc.sql("select last_insert_id()").query(Long.class).single();
        return claim(eventId, applicant, unit);
    }
}
