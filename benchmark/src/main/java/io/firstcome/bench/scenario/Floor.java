package io.firstcome.bench.scenario;

import io.firstcome.bench.BenchException;
import io.firstcome.loadtest.blast.Requests;
import java.io.IOException;
import java.time.Duration;

/** A floor: a constant answered by the first filter of a gateway, or a no-op that is plainly routed. */
final class Floor implements Scenario {

    private final String name;

    private Floor(String name) {
        this.name = name;
    }

    static Floor constant() {
        return new Floor(Names.CONSTANT);
    }

    static Floor routing() {
        return new Floor(Names.ROUTING);
    }

    @Override
    public String group() {
        return name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int mostWarmUps() {
        return 6;
    }

    @Override
    public Sample run(Stage stage, Duration length) throws IOException {
        var constant = name.equals(Names.CONSTANT);
        var path = constant ? stage.floors().constantPath() : stage.floors().noopPath();
        var shooting = Volley.shoot(stage, stage.floors().address(), length, Requests.get(path, stage.host(), null));
        var right = shooting.result().byStatus()[constant ? 409 : 200];
        if (right < shooting.result().answers()) {
            throw new BenchException("the floor " + name + " is no floor: it answers with other statuses too");
        }
        return shooting.sample();
    }
}
