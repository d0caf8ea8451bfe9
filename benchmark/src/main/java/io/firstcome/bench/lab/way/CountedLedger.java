package io.firstcome.bench.lab.way;

import java.time.Clock;

/** A ledger in MySQL that counts what is granted in the row of the stock. */
abstract class CountedLedger extends MySqlLedger {

    CountedLedger(LabTables tables, Clock clock) {
        super(tables, clock);
    }

    /** Whoever sets the quantity has locked the row, so what is granted stands still. */
    @Override
    final boolean resize(long eventId, long quantity) {
        return jdbc.sql("select granted from lab_stock where event_id = ?")
                        .param(eventId)
                        .query(Long.class)
                        .single()
                <= quantity;
    }
}
