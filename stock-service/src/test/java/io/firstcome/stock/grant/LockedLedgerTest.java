package io.firstcome.stock.grant;

import java.time.Clock;
import org.redisson.api.RedissonClient;

class LockedLedgerTest extends RedisLedgerContract {

    @Override
    protected StockLedger newLedger(RedissonClient redisson, Clock clock) {
        return new LockedLedger(redisson, clock);
    }
}
