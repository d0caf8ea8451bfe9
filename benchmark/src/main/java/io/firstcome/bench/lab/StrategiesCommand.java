package io.firstcome.bench.lab;

import io.firstcome.bench.RunFolder;
import io.firstcome.bench.lab.way.Strategy;
import io.firstcome.bench.probe.Machine;
import io.firstcome.bench.report.Document;
import io.firstcome.localstack.launch.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        description =
                "Compares the ways to give units away, on a Redis and a MariaDB of its own, under the same crowd.",
        footer = {
            "",
            "Exit status: 0 measured, 1 what is called safe oversold, gave twice or kept units back, or backends that do not",
            "start, 2 bad options."
        })
public final class StrategiesCommand implements Callable<Integer> {

    private static final Path DOCUMENT = Path.of("docs", "benchmarks.md");
    private static final int FEWEST_REQUESTS = 400;
    private static final int MOST_REQUESTS = 1_000_000;
    private static final int MOST_CLIENTS = 5_000;

    private final PrintStream out;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Only these; a wrong name shows all there are.")
    private List<String> only = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "How often each is measured (3).")
    private Integer rounds;

    @Option(
            names = "--requests",
            paramLabel = "N",
            description =
                    "The most requests of one run; slow ones get fewer, so that a run takes two seconds (300000).")
    private Integer requests;

    @Option(names = "--clients", paramLabel = "N", description = "How many apply at the same time (256).")
    private Integer clients;

    @Option(names = "--quick", description = "One short round of little loads, to see that it works.")
    private boolean quick;

    @Option(names = "--write", description = "Write docs/benchmarks.md also when not everything was measured.")
    private boolean write;

    @Option(names = "--keep-docs", description = "Do not write docs/benchmarks.md in any case.")
    private boolean keepDocs;

    @Option(names = "--help", usageHelp = true, description = "Shows this.")
    private boolean help;

    /** Takes what is printed on. */
    public StrategiesCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Schedule schedule = schedule();
        Machine machine = Machine.here();
        RunFolder folder = RunFolder.make(Path.of("").toAbsolutePath());
        StrategyReport report = folder.during(() -> measure(schedule, machine, folder.path()));
        out.println();
        out.print(report.text());
        if (!keepDocs && (write || only.isEmpty() && !quick)) {
            Document.write(DOCUMENT, Map.of(Document.STRATEGIES, report.markdown()));
            out.println("\nwritten to " + DOCUMENT);
        }
        return report.broken().isEmpty() ? 0 : 1;
    }

    private StrategyReport measure(Schedule schedule, Machine machine, Path folder) throws IOException, SQLException {
        Progress progress = Progress.on(out);
        progress.say("starting Redis, MariaDB and two processes that apply");
        try (Lab lab = new Lab(folder)) {
            List<String> facts = new ArrayList<>(List.of(
                    "%s, `./bench %s`"
                            .formatted(
                                    LocalDate.now(Clock.systemUTC()),
                                    String.join(
                                            " ",
                                            spec.root()
                                                    .commandLine()
                                                    .getParseResult()
                                                    .originalArgs())),
                    machine.toString(),
                    lab.versions()));
            facts.addAll(schedule.facts());
            return new StrategyReport(schedule.carryOut(lab, progress), facts);
        }
    }

    private Schedule schedule() {
        List<Strategy> strategies = only.isEmpty()
                ? List.of(Strategy.values())
                : only.stream().map(this::strategy).distinct().sorted().toList();
        return new Schedule(
                strategies,
                between("--rounds", rounds, quick ? 1 : 3, 1, 99),
                between("--requests", requests, quick ? 2_000 : 300_000, FEWEST_REQUESTS, MOST_REQUESTS),
                between("--clients", clients, quick ? 32 : 256, 2, MOST_CLIENTS),
                quick ? 300 : 1_500,
                quick ? 300 : 2_000);
    }

    private Strategy strategy(String key) {
        return Strategy.of(key)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--only: there is no '%s'; there are %s"
                                .formatted(
                                        key,
                                        Arrays.stream(Strategy.values())
                                                .map(Strategy::key)
                                                .collect(Collectors.joining(", ")))));
    }

    private int between(String name, Integer given, int usual, int least, int most) {
        if (given != null && (given < least || given > most)) {
            throw new ParameterException(
                    spec.commandLine(), "%s is %,d to %,d, not %,d".formatted(name, least, most, given));
        }
        return given == null ? usual : given;
    }
}
