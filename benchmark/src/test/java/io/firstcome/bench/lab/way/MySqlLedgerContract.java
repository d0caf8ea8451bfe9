package io.firstcome.bench.lab.way;

import io.firstcome.localstack.backend.Backends;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.RealBackends;
import io.firstcome.stock.grant.LedgerContract;
import io.firstcome.stock.grant.StockLedger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What every ledger must do, in a real MySQL or MariaDB. */
@RealBackends(Part.DATABASE)
abstract class MySqlLedgerContract extends LedgerContract {

    private final List<Stores> open = new ArrayList<>();

    abstract StockLedger newLedger(LabTables tables, Clock clock);

    @Override
    protected final StockLedger newLedger() {
        open.add(new Stores(Backends.shared().environment(Part.DATABASE)));
        return newLedger(open.getLast().tables(), Clock.systemUTC());
    }

    @Override
    protected final void disconnect() {
        open.forEach(Stores::close);
    }
}
