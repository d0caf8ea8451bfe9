package io.firstcome.bench.scenario;

import io.firstcome.loadtest.blast.Blast;
import io.firstcome.loadtest.blast.Shots;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One user at a time who applies, some 20 a second, while the suite has nothing else to do. */
final class Lone implements Scenario {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    @Override
    public String group() {
        return Names.LONE;
    }

    @Override
    public String name() {
        return Names.LONE;
    }

    @Override
    public Sample run(Stage stage, Duration length) throws IOException, SQLException {
        var event = stage.openEvent("Benchmark: lone", Accepted.ENDLESS);
        var users = stage.crowd().users(0, (int) Math.max(length.dividedBy(PAUSE), SHORTEST.dividedBy(PAUSE)));
        var applying = Applying.of(stage, users, i -> event);
        Shots slowly = () -> {
            LockSupport.parkNanos(PAUSE.toNanos());
            return applying.next();
        };
        var shooting = Shooting.measure(
                stage.processes(),
                () -> Blast.run(stage.gateway(), 1, length.multipliedBy(2).plus(SHORTEST), slowly, applying));
        var settling = new Settling(stage.database(), event, event);
        settling.await(applying.accepted());
        var violations = applying.promises().check(stage.database(), Accepted.ENDLESS, 1);
        settling.dropWaitingMails();
        return shooting.sample().checked(violations);
    }
}
