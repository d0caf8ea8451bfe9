package io.firstcome.stock.grant;

import java.time.Clock;
import org.redisson.api.RedissonClient;

class LockedLedgerTest extends RedisLedgerContract {

    @Override
    protected RedisLedger newLedger(RedissonClient redisson, Clock clock) {
        return new LockedLedger(redisson, clock);
    }
}
