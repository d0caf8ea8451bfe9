package io.firstcome.stock.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstcome.localstack.backend.Backends;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.RealBackends;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** What every ledger must do that keeps claims in Redis, on a real one. */
@RealBackends(Part.REDIS)
public abstract class RedisLedgerContract extends LedgerContract {

    private final List<RedissonClient> clients = new ArrayList<>();

    /** Makes the ledger that is tested. */
    protected abstract StockLedger newLedger(RedissonClient redisson, Clock clock);

    @Override
    protected final StockLedger newLedger() {
        Config config = new Config();
        config.useSingleServer()
                .setAddress(Backends.shared().redis().url())
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(16);
        clients.add(Redisson.create(config));
        return newLedger(clients.getLast(), Clock.systemUTC());
    }

    @Override
    protected final void disconnect() {
        clients.forEach(RedissonClient::shutdown);
    }

    @Test
    void nothingIsWrittenForAStockThatIsNotThere() {
        assertThatThrownBy(() -> apply(1)).isInstanceOf(UnknownStock.class);
        assertThat(redisson().getKeys().countExists("stock:{" + event + "}", "stock:{" + event + "}:claims"))
                .isZero();
    }

    /** The client of the first ledger. */
    final RedissonClient redisson() {
        return clients.getFirst();
    }
}
