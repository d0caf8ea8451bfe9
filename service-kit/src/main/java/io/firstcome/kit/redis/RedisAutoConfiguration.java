package io.firstcome.kit.redis;

import io.firstcome.kit.problem.Outage;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.RedisException;
import org.redisson.config.Config;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Makes the client. It connects when first used, so that a service starts, and says what is wrong, while Redis is away. */
@AutoConfiguration
@ConditionalOnClass(RedissonClient.class)
@EnableConfigurationProperties(RedisProperties.class)
public class RedisAutoConfiguration {

    @Bean
    Outage redisOutage() {
        return RedisException.class::isInstance;
    }

    /** Says down, rather than throw, while Redis is away. {@code management.health.redis.enabled=false} takes it out. */
    @Bean
    @ConditionalOnEnabledHealthIndicator("redis")
    HealthIndicator redisHealthIndicator(RedissonClient redisson) {
        return () -> {
            try {
                boolean answers = redisson.getRedisNodes(RedisNodes.SINGLE).pingAll(1, TimeUnit.SECONDS);
                return (answers ? Health.up() : Health.down()).build();
            } catch (RedisException away) {
                return Health.down(away).build();
            }
        };
    }

    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(RedisProperties properties) {
        Config config = new Config();
        config.setLazyInitialization(true);
        config.setThreads(properties.threads());
        config.setNettyThreads(properties.threads());
        config.useSingleServer()
                .setAddress(properties.url())
                .setConnectTimeout((int) properties.connectTimeout().toMillis())
                .setTimeout((int) properties.timeout().toMillis())
                .setRetryAttempts(0)
                .setConnectionMinimumIdleSize(properties.minConnections())
                .setConnectionPoolSize(properties.maxConnections())
                .setSubscriptionConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionPoolSize(4);
        return Redisson.create(config);
    }
}
