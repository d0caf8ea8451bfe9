package io.firstcome.bench.lab.way;

import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.stock.grant.StockLedger;
import java.util.List;

/** A ledger that is called for each applicant. */
final class PerRequest implements Way {

    private final StockLedger ledger;
    private final long event;

    PerRequest(StockLedger ledger, long event) {
        this.ledger = ledger;
        this.event = event;
    }

    @Override
    public void open(long quantity) {
        ledger.setQuantity(event, quantity, true);
    }

    @Override
    public GrantOutcome apply(Applicant applicant) {
        return ledger.grant(event, List.of(applicant), List.of()).getFirst();
    }
}
