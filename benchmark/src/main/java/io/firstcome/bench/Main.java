package io.firstcome.bench;

import io.firstcome.bench.lab.StrategiesCommand;
import io.firstcome.localstack.backend.StartFailedException;
import io.firstcome.localstack.launch.LaunchException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./bench}, run in the clone's root. */
@Command(
        name = "./bench",
        sortOptions = false,
        usageHelpWidth = 110,
        description = "Measures the suite beside its floors in one run, on a suite of its own.",
        footer = {
            "",
            "Exit status: 0 measured and every invariant OK, 1 a violation or a suite that does not start, 2 bad options."
        })
public final class Main implements Callable<Integer> {
    private static final int BAD_OPTIONS = 2;
    private static final int FAILED = 1;

    /** Whether somebody asked for the end (Ctrl-C, SIGTERM). */
    private static volatile boolean ending;

    @Option(names = "--help", usageHelp = true, description = "Shows this.")
    private boolean help;

    @Mixin
    private final BenchCommand bench = new BenchCommand();

    @Spec
    private CommandSpec spec;

    private final PrintStream out;

    private Main(PrintStream out) {
        this.out = out;
    }

    public static void main(String... arguments) {
        Locale.setDefault(Locale.ROOT);
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        var over = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!over.get()) {
                ending = true;
                out.println("ending all of it");
            }
        }));
        var status = run(out, err, arguments);
        over.set(true);
        System.exit(status);
    }

    /** Runs the command; returns its exit status. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        var command = new CommandLine(new Main(out))
                .addSubcommand(new StrategiesCommand(out))
                .addSubcommand(new TrainCommand(out));
        command.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        command.setParameterExceptionHandler((bad, given) -> {
            err.println("bench: " + firstLine(bad.getMessage()) + " (./bench --help shows the options)");
            return BAD_OPTIONS;
        });
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            while (ending) {
                LockSupport.park(); // it failed because all is being ended: the JVM goes with the last of it
            }
            if (failure instanceof BenchException
                    || failure instanceof LaunchException
                    || failure instanceof StartFailedException) {
                err.println("bench: " + firstLine(failure.getMessage()));
            } else {
                failure.printStackTrace(err); // a fault of this program: whoever mends it needs all of it
            }
            return FAILED;
        });
        return command.execute(arguments);
    }

    @Override
    public Integer call() throws IOException, SQLException {
        return bench.run(spec, spec.commandLine().getParseResult().originalArgs(), out);
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
