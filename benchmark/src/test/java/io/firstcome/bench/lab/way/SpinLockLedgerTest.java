package io.firstcome.bench.lab.way;

import io.firstcome.stock.grant.RedisLedgerContract;
import io.firstcome.stock.grant.StockLedger;
import java.time.Clock;
import org.redisson.api.RedissonClient;

class SpinLockLedgerTest extends RedisLedgerContract {

    @Override
    protected StockLedger newLedger(RedissonClient redisson, Clock clock) {
        return new SpinLockLedger(redisson, clock);
    }
}
