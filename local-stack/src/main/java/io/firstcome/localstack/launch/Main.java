package io.firstcome.localstack.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.firstcome.localstack.backend.StartFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code ./run}: starts the suite, stays with it, and ends it on Ctrl-C or SIGTERM. */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** Run in the clone's root. Exit status 0 after an end that was asked for, 1 when the suite could not start, 2 on wrong options. */
    public static void main(String[] arguments) {
        var options = options(arguments);
        if (options.help()) {
            System.out.print(help());
            return;
        }
        var progress = Progress.on(System.out);
        try {
            run(options, progress);
        } catch (LaunchException | StartFailedException | UncheckedIOException e) {
            fail(1, e.getMessage());
        } catch (RuntimeException e) {
            log.error("The suite could not be started", e);
            fail(1, "unexpected: " + e + " (log: .local/logs/run.log)");
        }
    }

    private static void run(Options options, Progress progress) {
        var layout = Layout.of(Path.of("").toAbsolutePath());
        var lock = RunLock.take(layout.lock());
        var ports = Ports.standard(options.instances());
        var ended = new Preflight(layout).prepare(ports, options.fresh());
        if (ended > 0) {
            progress.say("ended " + ended + " processes that an earlier launcher had left running");
        }
        var builder = Suite.builder()
                .repository(layout.repository())
                .settings(System.getenv())
                .progress(progress)
                .died(process -> progress.say("%s died with exit status %d (log: %s); the others go on"
                        .formatted(process.name(), process.exitStatus(), process.log())));
        options.instances().forEach(builder::instances);
        progress.say("starting backends and registry");
        var suite = builder.build();
        var fastStart = new FastStart(suite, progress);
        var exit = new ExitHook(suite, fastStart, progress);
        Runtime.getRuntime().addShutdownHook(exit);
        try {
            suite.start();
        } catch (RuntimeException e) {
            if (exit.isAlive()) {
                exit.awaitEnd(); // it failed because it is being ended
            }
            Runtime.getRuntime().removeShutdownHook(exit);
            lock.close();
            throw e;
        }
        System.out.println(Welcome.text(suite));
        fastStart.prepareInBackground();
        exit.awaitEnd();
    }

    private static Options options(String[] arguments) {
        try {
            return Options.parse(arguments);
        } catch (LaunchException e) {
            fail(2, e.getMessage());
            throw e;
        }
    }

    private static void fail(int status, String message) {
        System.out.flush();
        System.err.println("run: " + message.lines().findFirst().orElse("failed"));
        System.exit(status);
    }

    private static String help() {
        try (var text = Main.class.getResourceAsStream("help.txt")) {
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
