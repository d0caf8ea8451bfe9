package io.firstcome.bench.scenario;

import io.firstcome.loadtest.blast.Blast;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** Ten thousand users who connect and apply at one moment, for a hundred units. */
final class Stampede implements Scenario {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int connections;

    Stampede(int connections) {
        this.connections = connections;
    }

    @Override
    public String group() {
        return Names.STAMPEDE;
    }

    @Override
    public String name() {
        return Names.STAMPEDE;
    }

    @Override
    public Sample run(Stage stage, Duration length) throws IOException, SQLException {
        var event = stage.openEvent("Benchmark: ten thousand", Names.UNITS);
        var users = stage.crowd().users(0, connections);
        var applying = Applying.of(stage, users, i -> event);
        var shooting = Shooting.measure(
                stage.processes(), () -> Blast.stampede(stage.gateway(), connections, PATIENCE, applying, applying));
        var settling = new Settling(stage.database(), event, event);
        var settled = settling.await(applying.accepted());
        var violations = applying.promises().check(stage.database(), Names.UNITS, 1);
        settling.dropWaitingMails();
        return shooting.sample().with(Figure.WINNERS, settled).checked(violations);
    }
}
