package io.firstcome.bench;

import io.firstcome.bench.crowd.Crowd;
import io.firstcome.bench.crowd.Tokens;
import io.firstcome.bench.floor.Floors;
import io.firstcome.bench.probe.Machine;
import io.firstcome.bench.redis.RedisWire;
import io.firstcome.bench.report.Results;
import io.firstcome.bench.scenario.Figure;
import io.firstcome.bench.scenario.Names;
import io.firstcome.bench.scenario.Scenario;
import io.firstcome.bench.scenario.Scenarios;
import io.firstcome.bench.scenario.Stage;
import io.firstcome.loadtest.http.Endpoint;
import io.firstcome.loadtest.lane.Lanes;
import io.firstcome.loadtest.suite.Accounts;
import io.firstcome.localstack.backend.Home;
import io.firstcome.localstack.launch.Progress;
import io.firstcome.localstack.launch.Service;
import io.firstcome.localstack.launch.Suite;
import io.firstcome.localstack.launch.SuiteBuilder;
import io.firstcome.localstack.launch.Training;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Starts a suite and the floors, and runs every scenario in turn, round after round. */
final class Bench {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** Less than that is no gain. */
    private static final double GAIN = 1.04;
    /** So many runs without a gain, one after the other, and a load is warm. */
    private static final int WARM_AFTER = 3;
    /** What the JVMs are trained with, and for how many runs: by then most of what a herd calls has been called often enough. */
    private static final List<String> LESSONS = List.of(Names.ACCEPTED, Names.SOLD_OUT, Names.STATUS);

    private static final int LESSON_RUNS = 9;

    private final Path root;
    private final Path folder;
    private final Plan plan;
    private final Progress progress;
    private final Tokens tokens = new Tokens(Clock.systemUTC());

    /**
     * @param root the clone
     * @param folder an empty one for all that the suite writes
     */
    Bench(Path root, Path folder, Plan plan, Progress progress) {
        this.root = root;
        this.folder = folder;
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * What came out.
     *
     * @param machine as it was before anything was started
     */
    record Outcome(Results results, Machine machine, Versions versions, Ready ready) {}

    /**
     * How the suite started.
     *
     * @param after until an apply was answered
     * @param trained whether the JVMs knew from a herd before
     */
    record Ready(Duration after, boolean trained) {}

    Outcome run() throws IOException, SQLException {
        var machine = Machine.here();
        progress.say("starting a suite of its own");
        var before = System.nanoTime();
        try (var suite = suite("measured").start()) {
            var ready = Duration.ofNanos(System.nanoTime() - before);
            progress.say("the suite is ready after %.1f s".formatted(ready.toMillis() / 1e3));
            try (var floors = floors(suite)) {
                return on(suite, floors, stage -> {
                    var results = measure(stage, suite);
                    return new Outcome(
                            results,
                            machine,
                            Versions.of(stage.redis(), stage.database()),
                            new Ready(ready, Training.isDone(root)));
                });
            }
        }
    }

    /** Trains the JVMs with a herd, unless that has been done for this build; see {@link Training}. */
    void train() throws IOException, SQLException {
        if (!Training.isPossible()) {
            progress.say("this JDK keeps nothing of what it learns, 25 and later do: measuring without a training");
        } else if (!Training.isDone(root)) {
            progress.say("training the JVMs on a suite of its own (once per build, about four minutes)");
            try (var suite = suite("training").recording().start()) {
                on(suite, null, stage -> {
                    for (var scenario : scenarios(LESSONS, suite)) {
                        scenario.prepare(stage);
                        for (var run = 1; run <= Math.min(scenario.mostWarmUps(), LESSON_RUNS); run++) {
                            progress.say("lesson %d: %s %s"
                                    .formatted(
                                            run,
                                            scenario.name(),
                                            scenario.run(stage, plan.warmUp()).brief()));
                        }
                    }
                    return null;
                });
                progress.say("the JVMs write down what they have learnt");
                suite.close();
                Training.keep(suite, progress);
            }
        }
    }

    private SuiteBuilder suite(String name) {
        var own = folder.resolve(name);
        var key = folder.resolve(name + "-key.pem");
        tokens.writeKey(key);
        return Suite.builder()
                .repository(root)
                .folder(own)
                .freePorts()
                .setting("FIRSTCOME_SIGNING_KEY_FILE", key.toString())
                // All of the load comes from one address.
                .setting("FIRSTCOME_RATE_FOLDED_PER_USER", "0")
                .setting("FIRSTCOME_RATE_FOLDED_PER_ADDRESS", "0");
    }

    /** What is done on a stage. */
    private interface Play<T> {
        T on(Stage stage) throws IOException, SQLException;
    }

    private <T> T on(Suite suite, Floors floors, Play<T> play) throws IOException, SQLException {
        try (var admin = new Lanes(Endpoint.of(URI.create(suite.gatewayUrl())), 1, TIMEOUT);
                var auth = new Lanes(Endpoint.of(URI.create(suite.urlOf(Service.AUTH, 1))), 1, TIMEOUT);
                var redis = RedisWire.to(suite.backends().redis().url())) {
            return play.on(stage(suite, floors, admin, auth, redis));
        }
    }

    private Floors floors(Suite suite) {
        return Scenarios.needFloors(plan.groups())
                ? Floors.start(Home.under(folder.resolve("floors")), suite.folderOf(Service.GATEWAY))
                : null;
    }

    private Stage stage(Suite suite, Floors floors, Lanes admin, Lanes auth, RedisWire redis) {
        var gateway = URI.create(suite.gatewayUrl());
        var accounts = new Accounts(auth, suite.urlOf(Service.AUTH, 1), suite.serviceToken());
        return new Stage(
                new InetSocketAddress("127.0.0.1", gateway.getPort()),
                admin,
                floors,
                redis,
                suite.backends().database(),
                Everybody.of(suite, floors),
                new Crowd(accounts),
                tokens,
                plan.connections());
    }

    /**
     * Runs a load until it is no longer getting faster: what a JVM does ten thousand times a second is compiled again and again for a minute or
     * two, on the same cores. The first scenario takes longest, the others find most of it done.
     */
    private void warmUp(Scenario scenario, Stage stage) throws IOException, SQLException {
        var best = 0.0;
        var withoutGain = 0;
        for (var run = 1;
                run <= Math.min(scenario.mostWarmUps(), plan.mostWarmUps()) && withoutGain < WARM_AFTER;
                run++) {
            var rate = scenario.run(stage, plan.warmUp()).figures().getOrDefault(Figure.PER_SECOND, 0.0);
            progress.say("warm-up %d: %-33s %,9.0f/s".formatted(run, scenario.name(), rate));
            withoutGain = rate > best * GAIN ? 0 : withoutGain + 1;
            best = Math.max(best, rate);
        }
    }

    private Results measure(Stage stage, Suite suite) throws IOException, SQLException {
        var scenarios = scenarios(plan.groups(), suite);
        for (var scenario : scenarios) {
            scenario.prepare(stage);
            warmUp(scenario, stage);
        }
        var results = new Results();
        for (var round = 1; round <= plan.rounds(); round++) {
            for (var scenario : scenarios) {
                var sample = scenario.run(stage, plan.length());
                results.add(scenario.name(), sample);
                progress.say(
                        "round %d of %d: %-28s %s".formatted(round, plan.rounds(), scenario.name(), sample.brief()));
            }
        }
        results.memory(stage.processes().memory());
        return results;
    }

    private List<Scenario> scenarios(List<String> groups, Suite suite) {
        return Scenarios.of(groups, plan.sizes(), suite.backends().redis());
    }
}
