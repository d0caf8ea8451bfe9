package io.firstcome.stock.grant;

import java.time.Clock;
import org.redisson.api.RedissonClient;

class LockedLedgerTest extends LedgerContract {

    @Override
    StockLedger ledger(RedissonClient redisson) {
        return new LockedLedger(redisson, Clock.systemUTC());
    }
}
