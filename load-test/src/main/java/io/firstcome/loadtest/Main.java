package io.firstcome.loadtest;

import io.firstcome.loadtest.http.Endpoint;
import io.firstcome.loadtest.report.Progress;
import io.firstcome.loadtest.suite.SuiteException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ./herd}. */
@Command(
        name = "./herd",
        sortOptions = false,
        usageHelpWidth = 110,
        description = "Lets a herd of users loose on a running suite (./run) and checks every invariant afterwards.",
        footer = {
            "",
            "Exit status: 0 all invariants hold, 1 a violation or something not done in time, 2 bad options or no suite."
        })
public final class Main implements Callable<Integer> {

    private static final int NOT_BEGUN = 2;
    private static final int BROKEN_OFF = 1;
    private static final String COLUMNS = "firstcome.herd.columns";

    private final PrintStream out;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Users that apply (${DEFAULT-VALUE}).")
    private int users;

    @Option(names = "--stock", paramLabel = "N", defaultValue = "100", description = "Units to win (${DEFAULT-VALUE}).")
    private long stock;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "256",
            description = "Connections at once, at most 10000 (${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "For how long a user who is told to try again does so (${DEFAULT-VALUE}).")
    private Duration patience;

    @Option(
            names = "--settle-timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "Until when, after the last answer, all must be settled and mailed (${DEFAULT-VALUE}).")
    private Duration settle;

    @Option(names = "--seed", paramLabel = "N", description = "Makes all that is left to chance the same again.")
    private Long seed;

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "The suite's public address (${DEFAULT-VALUE}).")
    private URI gateway;

    @Option(
            names = "--auth",
            paramLabel = "URL",
            defaultValue = "http://localhost:8081",
            description = "An auth-service, for the internal call that makes accounts (${DEFAULT-VALUE}).")
    private URI auth;

    @Option(
            names = "--mailbox",
            paramLabel = "URL",
            defaultValue = "http://localhost:8025",
            description = "A mailbox with Mailpit's API (${DEFAULT-VALUE}).")
    private URI mailbox;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            defaultValue = "${sys:firstcome.home:-.}/.local/signing-key.pem",
            description = "The suite's signing key (${DEFAULT-VALUE}).")
    private Path key;

    @Option(
            names = "--secrets",
            paramLabel = "FILE",
            defaultValue = "${sys:firstcome.home:-.}/.local/secrets.env",
            description = "File with FIRSTCOME_SERVICE_TOKEN=... (${DEFAULT-VALUE}).")
    private Path secrets;

    @Option(names = "--watch", description = "Says where the live panel is, and draws here what it shows.")
    private boolean watch;

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            defaultValue = "${sys:firstcome.home:-.}/.local/reports",
            description = "Where the report with charts is written (${DEFAULT-VALUE}).")
    private Path reports;

    @Option(names = "--help", usageHelp = true, description = "Shows this.")
    private boolean help;

    private Main(PrintStream out) {
        this.out = out;
    }

    public static void main(String... args) {
        Locale.setDefault(Locale.ROOT);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs the command; returns its exit status. */
    static int run(PrintStream out, PrintStream err, String... args) {
        CommandLine command = new CommandLine(new Main(out));
        command.registerConverter(Duration.class, Main::duration);
        command.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        command.setParameterExceptionHandler((bad, given) -> {
            err.println("herd: " + firstLine(bad.getMessage()) + " (./herd --help shows the options)");
            return NOT_BEGUN;
        });
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            if (failure instanceof SuiteException known) {
                err.println("herd: " + firstLine(known.getMessage()));
                return known instanceof SuiteException.NotReady ? NOT_BEGUN : BROKEN_OFF;
            }
            // A fault of this program: whoever mends it needs all of it.
            failure.printStackTrace(err);
            return BROKEN_OFF;
        });
        return command.execute(args);
    }

    @Override
    public Integer call() throws InterruptedException {
        HerdOptions options = options();
        HerdResult result = Herd.run(
                options, new Rehearsal.Looks(true, watch), new Progress(out, Integer.getInteger(COLUMNS, 0)), out);
        try {
            out.println("Report: " + HtmlReport.write(reports, options, result));
        } catch (IOException unwritable) {
            out.println("No report could be written to " + reports + ": " + unwritable);
        }
        return result.exitStatus();
    }

    private HerdOptions options() {
        try {
            Endpoint.of(gateway);
            Endpoint.of(auth);
            Endpoint.of(mailbox);
            HerdOptions options = HerdOptions.against(new HerdOptions.Target(gateway, auth, mailbox, key, secrets))
                    .sized(users, stock)
                    .over(connections)
                    .within(HerdOptions.Limits.standard().waiting(patience, settle));
            return seed == null ? options : options.seeded(seed);
        } catch (IllegalArgumentException bad) {
            throw new ParameterException(spec.commandLine(), bad.getMessage());
        }
    }

    /** Reads {@code 90s}, {@code 2m}, {@code 500ms} or a bare number of seconds. */
    private static Duration duration(String text) {
        Matcher parts = Pattern.compile("(\\d{1,9})(ms|s|m)?").matcher(text);
        if (!parts.matches()) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not a time like 90s or 2m");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (String.valueOf(parts.group(2))) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
