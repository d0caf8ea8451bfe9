package io.firstcome.stock.grant;

import io.firstcome.kit.problem.Outage;
import java.time.Clock;
import org.redisson.api.RedissonClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the ledger, and says that a stock which Redis has lost is an outage. */
@Configuration(proxyBeanMethods = false)
class GrantConfiguration {

    @Bean
    StockLedger ledger(GrantProperties properties, RedissonClient redisson, Clock clock) {
        return switch (properties.strategy()) {
            case SCRIPT -> new ScriptLedger(redisson, clock);
            case REDISSON_LOCK -> new LockedLedger(redisson, clock);
        };
    }

    @Bean
    Outage lostStock() {
        return UnknownStock.class::isInstance;
    }
}
