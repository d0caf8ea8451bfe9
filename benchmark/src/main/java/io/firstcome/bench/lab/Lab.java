package io.firstcome.bench.lab;

import io.firstcome.bench.Versions;
import io.firstcome.bench.lab.way.Strategy;
import io.firstcome.bench.lab.worker.Load;
import io.firstcome.bench.lab.worker.Tally;
import io.firstcome.bench.lab.worker.WorkerProcess;
import io.firstcome.bench.redis.RedisWire;
import io.firstcome.localstack.backend.FreePorts;
import io.firstcome.localstack.backend.Home;
import io.firstcome.localstack.backend.MariaDbBackend;
import io.firstcome.localstack.backend.RedisBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/** A Redis, a MariaDB, both fresh and on free ports, and two processes that apply. */
final class Lab implements AutoCloseable {

    private static final int WORKERS = 2;
    private static final String PASSWORD = "lab";

    private final RedisBackend redis;
    private final MariaDbBackend database;
    private final List<WorkerProcess> workers;
    private long lastEvent;

    /** Starts it all in an empty folder. What cannot be closed because the rest did not start is closed at the JVM's exit. */
    Lab(Path folder) {
        Home home = Home.under(folder);
        redis = RedisBackend.start(home, FreePorts.next());
        database = MariaDbBackend.start(home, FreePorts.next(), PASSWORD);
        var settings = new HashMap<>(redis.environment());
        settings.putAll(database.environment());
        workers = IntStream.range(0, WORKERS)
                .mapToObj(number -> WorkerProcess.start(settings, home.logs().resolve("worker-" + number + ".log")))
                .toList();
    }

    /** What the backends say they are. */
    String versions() throws IOException, SQLException {
        try (RedisWire wire = RedisWire.to(redis.url())) {
            Versions versions = Versions.of(wire, database);
            return "JDK %s, Redis %s, database %s".formatted(versions.jdk(), versions.redis(), versions.database());
        }
    }

    /**
     * Lets a crowd apply for a new event.
     *
     * @param users       how many, each of whom applies twice; a multiple of eight
     * @param clients     how many apply at the same time, all processes together
     * @param limitMillis when to stop in any case
     */
    Round measure(Strategy strategy, int users, int clients, long limitMillis) {
        long event = ++lastEvent;
        int shares = strategy.processes();
        List<Load> loads = IntStream.range(0, shares)
                .mapToObj(share -> new Load(strategy, event, users, clients / shares, limitMillis, share, shares))
                .toList();
        IntStream.range(0, shares).forEach(share -> workers.get(share).prepare(loads.get(share)));
        List<WorkerProcess> taking = workers.subList(0, shares);
        taking.forEach(WorkerProcess::go);
        List<Tally> tallies = taking.stream().map(WorkerProcess::tally).toList();
        return Round.of(loads.getFirst(), tallies);
    }

    @Override
    public void close() {
        workers.forEach(WorkerProcess::close);
        database.close();
        redis.close();
    }
}
