package io.firstcome.bench.lab.way;

import java.util.Map;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** One process's connections to the lab's backends: as many as a service of the suite has, opened when first needed. */
public final class Stores implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int MOST_CONNECTIONS = 32;

    private final Map<String, String> settings;
    private RedissonClient redisson;
    private LabTables tables;

    /** Takes the settings by which services of the suite find their backends ({@code FIRSTCOME_REDIS_URL} and so on). */
    public Stores(Map<String, String> settings) {
        this.settings = settings;
    }

    /** The Redis. */
    synchronized RedissonClient redisson() {
        if (redisson == null) {
            Config config = new Config();
            config.setThreads(THREADS);
            config.setNettyThreads(THREADS);
            config.useSingleServer()
                    .setAddress(settings.get("FIRSTCOME_REDIS_URL"))
                    .setRetryAttempts(0)
                    .setConnectionMinimumIdleSize(THREADS)
                    .setConnectionPoolSize(MOST_CONNECTIONS);
            redisson = Redisson.create(config);
        }
        return redisson;
    }

    /** The MySQL. */
    synchronized LabTables tables() {
        if (tables == null) {
            tables = LabTables.connect(
                    settings.get("FIRSTCOME_MYSQL"),
                    settings.get("FIRSTCOME_MYSQL_USER"),
                    settings.get("FIRSTCOME_MYSQL_PASSWORD"));
        }
        return tables;
    }

    @Override
    public synchronized void close() {
        if (redisson != null) {
            redisson.shutdown();
        }
        if (tables != null) {
            tables.close();
        }
    }
}
