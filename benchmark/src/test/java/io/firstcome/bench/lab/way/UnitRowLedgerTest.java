package io.firstcome.bench.lab.way;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.stock.grant.StockLedger;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class UnitRowLedgerTest extends MySqlLedgerContract {

    @Override
    StockLedger newLedger(LabTables tables, Clock clock) {
        return new UnitRowLedger(tables, clock);
    }

    @Test
    void unitsThatWereTakenBackAreGivenOnceWhenTheyReturn() {
        open(5);
        apply(1, 2);
        assertThat(ledger.setQuantity(event, 3, false)).contains(5L);
        assertThat(ledger.setQuantity(event, 4, false)).contains(3L);
        assertThat(claims(apply(3, 4, 5))).extracting(HeldClaim::unit).containsExactly(3L, 4L);
    }
}
