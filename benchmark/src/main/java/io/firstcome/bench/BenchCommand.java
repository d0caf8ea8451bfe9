package io.firstcome.bench;

import io.firstcome.bench.report.Document;
import io.firstcome.bench.report.Report;
import io.firstcome.bench.scenario.Scenarios;
import io.firstcome.bench.scenario.Sizes;
import io.firstcome.localstack.launch.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code ./bench} without a sub-command, and what it does. */
final class BenchCommand {
    private static final Path DOCUMENT = Path.of("docs", "benchmarks.md");
    private static final int MOST_CONNECTIONS = 5_000;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "LOAD",
            description =
                    "Only these: constant, routing, raw-script, accepted, sold-out, status, pages, lone, ten-thousand, events, claims.")
    private List<String> only = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "How often each load is measured (3).")
    private Integer rounds;

    @Option(names = "--seconds", paramLabel = "S", description = "How long each load lasts (6).")
    private Integer seconds;

    @Option(names = "--connections", paramLabel = "N", description = "Connections of the load generator (256).")
    private Integer connections;

    @Option(
            names = "--untrained",
            description = "Measure JVMs as they are after a build, without what ./bench train would teach them.")
    private boolean untrained;

    @Option(names = "--quick", description = "One short round of little loads, to see that it works.")
    private boolean quick;

    @Option(names = "--write", description = "Write docs/benchmarks.md also when not everything was measured.")
    private boolean write;

    @Option(names = "--keep-docs", description = "Do not write docs/benchmarks.md in any case.")
    private boolean keepDocs;

    /**
     * Measures, prints, and writes the document.
     *
     * @param arguments as they were given, for the document
     * @return the exit status
     */
    int run(CommandSpec spec, List<String> arguments, PrintStream out) throws IOException, SQLException {
        var plan = plan(spec);
        var folder = RunFolder.make(Path.of("").toAbsolutePath());
        var progress = Progress.on(out);
        var bench = new Bench(Path.of("").toAbsolutePath(), folder.path(), plan, progress);
        var outcome = folder.during(() -> {
            if (plan.trained()) {
                bench.train();
            }
            return bench.run();
        });
        var report = new Report(
                outcome.results(),
                Facts.of(outcome, plan, arguments),
                plan.sizes().stampede());
        out.println();
        out.print(report.text());
        if (!keepDocs && (write || plan.isWhole() && !quick)) {
            Document.write(DOCUMENT, Map.of(Document.SUITE, report.markdown()));
            out.println("\nwritten to " + DOCUMENT);
        }
        return outcome.results().violations().isEmpty() ? 0 : 1;
    }

    private Plan plan(CommandSpec spec) {
        var groups = only.isEmpty() ? Scenarios.GROUPS : only;
        for (var group : groups) {
            if (!Scenarios.GROUPS.contains(group)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--only: there is no '%s'; there are %s".formatted(group, String.join(", ", Scenarios.GROUPS)));
            }
        }
        return new Plan(
                !untrained && !quick,
                groups,
                between(spec, "--rounds", rounds, quick ? 1 : 3, 99),
                Duration.ofSeconds(between(spec, "--seconds", seconds, quick ? 1 : 6, 300)),
                Duration.ofSeconds(quick ? 1 : 5),
                quick ? 1 : 15,
                between(spec, "--connections", connections, quick ? 32 : 256, MOST_CONNECTIONS),
                quick ? Sizes.quick() : Sizes.full());
    }

    private static int between(CommandSpec spec, String name, Integer given, int usual, int most) {
        if (given != null && (given < 1 || given > most)) {
            throw new ParameterException(spec.commandLine(), "%s is 1 to %,d, not %,d".formatted(name, most, given));
        }
        return given == null ? usual : given;
    }
}
