package io.firstcome.bench.lab.way;

import io.firstcome.stock.grant.RedisLedger;
import io.firstcome.stock.grant.RedisLedgerContract;
import java.time.Clock;
import org.redisson.api.RedissonClient;

class SpinLockLedgerTest extends RedisLedgerContract {

    @Override
    protected RedisLedger newLedger(RedissonClient redisson, Clock clock) {
        return new SpinLockLedger(redisson, clock);
    }
}
