package io.firstcome.bench.lab.way;

import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantOutcome.SoldOut;
import io.firstcome.stock.grant.UnknownStock;
import java.time.Clock;
import java.util.Optional;

/** Locks the row of the stock ({@code select … for update}), then reads, decides and writes: everybody stands in line for that one row. */
final class PessimisticLedger extends CountedLedger {

    PessimisticLedger(LabTables tables, Clock clock) {
        super(tables, clock);
    }

    @Override
    GrantOutcome decide(long eventId, Applicant applicant) {
        Stock stock = jdbc.sql("select quantity, granted from lab_stock where event_id = ? for update")
                .param(eventId)
                .query((row, number) -> new Stock(row.getLong("quantity"), row.getLong("granted")))
                .optional()
                .orElseThrow(() -> new UnknownStock(eventId));
        Optional<GrantOutcome> held = heldBy(eventId, applicant.user());
        if (held.isPresent()) {
            return held.get();
        }
        if (stock.granted() >= stock.quantity()) {
            return new SoldOut();
        }
        long unit = stock.granted() + 1;
        jdbc.sql("update lab_stock set granted = ? where event_id = ?")
                .params(unit, eventId)
                .update();
        return claim(eventId, applicant, unit);
    }

    private record Stock(long quantity, long granted) {}
}
