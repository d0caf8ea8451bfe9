package io.firstcome.bench.lab.way;

import io.firstcome.stock.grant.StockLedger;
import java.time.Clock;

class AtomicUpdateLedgerTest extends MySqlLedgerContract {

    @Override
    StockLedger newLedger(LabTables tables, Clock clock) {
        return new AtomicUpdateLedger(tables, clock);
    }
}
