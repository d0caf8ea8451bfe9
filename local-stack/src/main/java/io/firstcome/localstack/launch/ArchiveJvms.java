package io.firstcome.localstack.launch;

import io.firstcome.localstack.backend.LogFile;
import io.firstcome.localstack.backend.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The JVMs that make {@link StartArchive}s, one after the other. */
final class ArchiveJvms {
    private final Layout layout;
    private ServerProcess running;
    private boolean ended;

    ArchiveJvms(Layout layout) {
        this.layout = layout;
    }

    /**
     * Runs one to its end.
     *
     * @param flags beside those of the service
     * @param settings of the service
     * @throws IOException when it failed; says why
     */
    void run(App app, List<String> flags, Map<String, String> settings) throws IOException {
        var log = layout.logs().resolve("archive-" + app.service().id() + ".log");
        var command = new ArrayList<>(app.java());
        command.addAll(flags);
        command.addAll(app.program());
        var environment = new HashMap<>(settings);
        environment.put("MALLOC_ARENA_MAX", "2");
        var name = "archive of " + app.service().id();
        synchronized (this) {
            if (ended) {
                throw new LaunchException("ended");
            }
            running = ServerProcess.start(
                    name, command, environment, app.folder(), log, layout.home().pids());
        }
        if (running.awaitExit() != 0) {
            var reason = LogFile.lastComplaint(log).map(": "::concat).orElse("");
            throw new IOException(name + " failed" + reason + " (log: " + log + ")");
        }
    }

    /** Kills the one that runs; no other is started. */
    synchronized void end() {
        ended = true;
        if (running != null) {
            running.kill();
        }
    }

    synchronized boolean hasEnded() {
        return ended;
    }
}
