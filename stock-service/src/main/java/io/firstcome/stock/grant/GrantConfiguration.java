package io.firstcome.stock.grant;

import io.firstcome.kit.problem.Outage;
import java.time.Clock;
import org.redisson.api.RedissonClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the ledger, and says that a stock which cannot be relied on is an outage. */
@Configuration(proxyBeanMethods = false)
class GrantConfiguration {

    @Bean
    RedisLedger ledger(GrantProperties properties, RedissonClient redisson, Clock clock) {
        return switch (properties.strategy()) {
            case SCRIPT -> new ScriptLedger(redisson, clock);
            case REDISSON_LOCK -> new LockedLedger(redisson, clock);
        };
    }

    @Bean
    Outage unknownStock() {
        return UnknownStock.class::isInstance;
    }
}
