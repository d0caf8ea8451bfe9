package io.firstcome.kit.redis;

import io.firstcome.kit.count.SharedCounts;
import io.firstcome.kit.problem.Outage;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.BaseRedisNodes;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.RedisException;
import org.redisson.config.ClusterServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.DelayStrategy;
import org.redisson.config.ReadMode;
import org.redisson.config.SingleServerConfig;
import org.redisson.config.SubscriptionMode;
import org.redisson.misc.RedisURI;
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

    /**
     * By default the pauses grow to ten seconds, and so long a Redis would not be seen that is back. Redisson's pauses that
     * double overflow at the 57th attempt: it throws, and never makes the connection again.
     */
    static final DelayStrategy RECONNECT = new ConstantDelay(Duration.ofMillis(250));

    @Bean
    Outage redisOutage() {
        return RedisException.class::isInstance;
    }

    /** Says down, rather than throw, while Redis or a node of it is away. {@code management.health.redis.enabled=false} takes it out. */
    @Bean
    @ConditionalOnEnabledHealthIndicator("redis")
    HealthIndicator redisHealthIndicator(RedissonClient redisson, RedisProperties properties) {
        return () -> {
            try {
                BaseRedisNodes nodes = properties.cluster()
                        ? redisson.getRedisNodes(RedisNodes.CLUSTER)
                        : redisson.getRedisNodes(RedisNodes.SINGLE);
                return (nodes.pingAll(1, TimeUnit.SECONDS) ? Health.up() : Health.down()).build();
            } catch (RedisException away) {
                return Health.down(away).build();
            }
        };
    }

    /** Used where something is counted, and written where there is scheduling. */
    @Bean
    SharedCounts sharedCounts(RedissonClient redisson, Clock clock) {
        return new SharedCounts(redisson, clock);
    }

    @Bean(destroyMethod = "shutdown")
    RedissonClient redisson(RedisProperties properties) {
        Config config = new Config();
        config.setLazyInitialization(true);
        config.setThreads(properties.threads());
        config.setNettyThreads(properties.threads());
        if (properties.cluster()) {
            cluster(config.useClusterServers(), properties);
        } else {
            single(config.useSingleServer(), properties);
        }
        return Redisson.create(config);
    }

    private static void single(SingleServerConfig config, RedisProperties properties) {
        config.setAddress(properties.url())
                .setConnectTimeout((int) properties.connectTimeout().toMillis())
                .setTimeout((int) properties.timeout().toMillis())
                .setRetryAttempts(0)
                .setReconnectionDelay(RECONNECT)
                .setConnectionMinimumIdleSize(properties.minConnections())
                .setConnectionPoolSize(properties.maxConnections())
                .setSubscriptionConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionPoolSize(4);
    }

    /** Masters alone are asked: a replica may not have yet what was granted. The number of connections is that to each. */
    private static void cluster(ClusterServersConfig config, RedisProperties properties) {
        String[] addresses = properties.url().split(",");
        RedisURI first = new RedisURI(addresses[0]);
        config.addNodeAddress(addresses)
                // The nodes that these tell of have the same, and say nothing of it.
                .setUsername(first.getUsername())
                .setPassword(first.getPassword())
                .setReadMode(ReadMode.MASTER)
                .setSubscriptionMode(SubscriptionMode.MASTER)
                .setConnectTimeout((int) properties.connectTimeout().toMillis())
                .setTimeout((int) properties.timeout().toMillis())
                .setRetryAttempts(0)
                .setReconnectionDelay(RECONNECT)
                .setMasterConnectionMinimumIdleSize(properties.minConnections())
                .setMasterConnectionPoolSize(properties.maxConnections())
                .setSubscriptionConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionPoolSize(4);
    }
}
