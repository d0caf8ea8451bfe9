package io.firstcome.bench.lab;

import io.firstcome.bench.lab.way.Strategy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ./bench strategies}. */
@Command(
        name = "strategies",
        sortOptions = false,
        description = {
            "Compares the ways to give units away: the same crowd, each user twice, four times as many users as units,",
            "on a Redis and a MariaDB of its own. Takes about four minutes."
        },
        footer = {
            "",
            "Exit status: 0 measured, 1 a strategy that is called safe oversold, gave twice or kept units back, 2 bad options."
        })
public final class StrategiesCommand implements Callable<Integer> {

    private static final int BROKEN = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Keys.class)
    private List<String> only = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each is measured (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "100000",
            description =
                    "The most requests of one run; slow ones get fewer, so that a run takes about two seconds (${DEFAULT-VALUE}).")
    private int requests;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "256",
            description = "How many apply at the same time (${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--quick", description = "Tiny numbers, to see that it works.")
    private boolean quick;

    @Option(names = "--help", usageHelp = true, description = "Shows this.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        Plan plan = plan();
        PrintWriter out = spec.commandLine().getOut();
        StrategyTable table;
        out.println("starting Redis, MariaDB and two processes that apply");
        try (Lab lab = Lab.start(Path.of(".local", "bench"))) {
            table = new StrategyTable(plan.carryOut(lab, out::println));
        }
        out.println();
        out.print(table.text());
        table.brokenPromises().forEach(out::println);
        out.flush();
        return table.brokenPromises().isEmpty() ? 0 : BROKEN;
    }

    private Plan plan() {
        atLeast("--rounds", rounds, 1);
        atLeast("--requests", requests, 320);
        atLeast("--clients", clients, 2);
        List<Strategy> strategies = only.isEmpty()
                ? List.of(Strategy.values())
                : only.stream().map(this::strategy).distinct().sorted().toList();
        return quick
                ? new Plan(strategies, 1, Math.min(requests, 2000), clients, 300, 300)
                : new Plan(strategies, rounds, requests, clients, 1500, 2000);
    }

    private Strategy strategy(String key) {
        return Strategy.of(key)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no strategy '" + key + "', there are "
                                + Arrays.stream(Strategy.values())
                                        .map(Strategy::key)
                                        .collect(Collectors.joining(", "))));
    }

    private void atLeast(String option, int value, int least) {
        if (value < least) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + value + ", it must be at least " + least);
        }
    }

    private static final class Keys implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return Arrays.stream(Strategy.values()).map(Strategy::key).iterator();
        }
    }
}
