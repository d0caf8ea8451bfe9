package io.firstcome.bench.lab;

import io.firstcome.bench.lab.way.Strategy;
import io.firstcome.bench.lab.worker.Load;
import io.firstcome.bench.lab.worker.Tally;
import io.firstcome.bench.lab.worker.WorkerProcess;
import io.firstcome.localstack.backend.AtExit;
import io.firstcome.localstack.backend.FreePorts;
import io.firstcome.localstack.backend.MariaDbBackend;
import io.firstcome.localstack.backend.RedisBackend;
import io.firstcome.localstack.backend.TemporaryHome;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/** A Redis, a MariaDB, both fresh and on free ports, and two processes that apply. */
final class Lab implements AutoCloseable {

    private static final int WORKERS = 2;
    private static final String PASSWORD = "lab";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<WorkerProcess> workers;
    private long lastEvent;

    private Lab(Path parent) {
        var home = TemporaryHome.in(parent);
        AtExit.close(home);
        open.push(() -> {
            AtExit.closed(home);
            home.close();
        });
        var redis = RedisBackend.start(home.home(), FreePorts.next());
        open.push(redis);
        var database = MariaDbBackend.start(home.home(), FreePorts.next(), PASSWORD);
        open.push(database);
        var settings = new HashMap<>(redis.environment());
        settings.putAll(database.environment());
        workers = IntStream.range(0, WORKERS)
                .mapToObj(number ->
                        WorkerProcess.start(settings, home.folder().resolve("logs/worker-" + number + ".log")))
                .toList();
        workers.forEach(open::push);
    }

    /** Starts it all in a new folder within the given one, which goes with it. */
    static Lab start(Path parent) {
        return new Lab(parent);
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
        var loads = IntStream.range(0, shares)
                .mapToObj(share -> new Load(strategy, event, users, clients / shares, limitMillis, share, shares))
                .toList();
        IntStream.range(0, shares).forEach(share -> workers.get(share).prepare(loads.get(share)));
        var taking = workers.subList(0, shares);
        taking.forEach(WorkerProcess::go);
        List<Tally> tallies = taking.stream().map(WorkerProcess::tally).toList();
        return Round.of(loads.getFirst(), tallies);
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
