package io.firstcome.localstack.launch;

import io.firstcome.localstack.backend.LogFile;
import io.firstcome.localstack.backend.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the missing {@link StartArchive}s while the suite runs, one after the other and with the lowest priority, so that nobody waits for them
 * and the next start is faster. For each, the service is started once more up to the point where it would begin to serve
 * (Spring's {@code spring.context.exit=onRefresh}): it takes no request, reads no message and joins no registry.
 */
final class FastStart {
    private final Suite suite;
    private final Progress progress;
    private ServerProcess training;
    private boolean ended;

    FastStart(Suite suite, Progress progress) {
        this.suite = suite;
        this.progress = progress;
    }

    /** Does it in a thread that does not hold up the end of the JVM. */
    void prepareInBackground() {
        Thread.ofPlatform().daemon().name("fast-start").start(() -> {
            try {
                prepare();
            } catch (IOException | RuntimeException e) {
                if (!hasEnded()) {
                    progress.say("the next start will not be faster: " + e.getMessage());
                }
            }
        });
    }

    /** Leaves the rest for the next run. */
    synchronized void end() {
        ended = true;
        if (training != null) {
            training.kill();
        }
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    private void prepare() throws IOException {
        var made = 0;
        for (var service : Service.values()) {
            var app = suite.apps().of(service);
            suite.apps().forgetEarlierBuilds(app);
            var archive = StartArchive.of(app);
            if (!Files.exists(archive.file())) {
                if (made++ == 0) {
                    progress.say("preparing faster starts in the background (once per build, for about two minutes)");
                }
                StartArchive.deleteAll(app.folder());
                train(app, archive);
            }
        }
        if (made > 0) {
            progress.say("the next start will be faster");
        }
    }

    private void train(App app, StartArchive archive) throws IOException {
        var unfinished = archive.file().resolveSibling("unfinished.archive");
        var log = suite.layout().logs().resolve("fast-start-" + app.service().id() + ".log");
        for (var flags : archive.makeFlags(unfinished)) {
            var command = new ArrayList<>(app.java());
            command.addAll(flags);
            command.add("-Dspring.context.exit=onRefresh");
            command.addAll(app.program());
            var process = start(app, command, log);
            if (process.awaitExit() != 0) {
                var reason = LogFile.lastComplaint(log).map(": "::concat).orElse("");
                throw new IOException(process.name() + " failed" + reason + " (log: " + log + ")");
            }
        }
        Files.move(unfinished, archive.file(), StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + ".notes"));
    }

    private synchronized ServerProcess start(App app, List<String> command, Path log) {
        if (ended) {
            throw new LaunchException("ended");
        }
        var environment = new HashMap<>(suite.environment());
        environment.putAll(Map.of("SERVER_PORT", "0", "MALLOC_ARENA_MAX", "2"));
        var name = "fast start of " + app.service().id();
        training = ServerProcess.start(
                name,
                command,
                environment,
                app.folder(),
                log,
                suite.layout().home().pids());
        return training;
    }
}
