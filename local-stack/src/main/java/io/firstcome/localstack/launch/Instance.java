package io.firstcome.localstack.launch;

import io.firstcome.localstack.backend.Folders;
import io.firstcome.localstack.backend.Home;
import io.firstcome.localstack.backend.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One JVM of a service. */
final class Instance {
    private static final Duration START_LIMIT = Duration.ofSeconds(240);
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);
    /** It writes down what it has learnt at its end, a hundred megabytes and more. */
    private static final Duration STOP_GRACE_RECORDING = Duration.ofMinutes(2);

    private final Service service;
    private final int number;
    private final int port;
    private final int registered;
    private final Path log;
    private final Path temporary;
    private final Http http;
    private ServerProcess process;
    private Duration stopGrace = STOP_GRACE;
    private boolean ending;

    Instance(Service service, int number, int port, int registered, Path log, Path temporary, Http http) {
        this.service = service;
        this.number = number;
        this.port = port;
        this.registered = registered;
        this.log = log;
        this.temporary = temporary;
        this.http = http;
    }

    /**
     * Starts the JVM; does not wait for the service.
     *
     * @param died is told of an end that nobody here asked for
     */
    synchronized void launch(App app, Map<String, String> settings, Home home, Consumer<ServerProcess> died) {
        if (running()) {
            return;
        }
        var environment = new HashMap<>(settings);
        environment.put("SERVER_PORT", String.valueOf(port));
        environment.put("EUREKA_INSTANCE_NONSECUREPORT", String.valueOf(registered));
        // All of them are on this machine, and nobody on another has anything to ask but the gateway.
        environment.put("EUREKA_INSTANCE_IPADDRESS", "127.0.0.1");
        if (service != Service.GATEWAY) {
            environment.put("SERVER_ADDRESS", "127.0.0.1");
        }
        // glibc makes arenas per thread and core; two are enough and save some 50 MB a JVM.
        environment.put("MALLOC_ARENA_MAX", "2");
        ending = false;
        stopGrace = app.recording() ? STOP_GRACE_RECORDING : STOP_GRACE;
        var command = new ArrayList<>(app.command());
        command.add(1, "-Djava.io.tmpdir=" + emptied(temporary));
        var started = ServerProcess.start(toString(), command, environment, app.folder(), log, home.pids());
        process = started;
        started.onExit(() -> {
            if (endedUnasked(started)) {
                died.accept(started);
            }
        });
    }

    private static Path emptied(Path folder) {
        try {
            Folders.delete(folder);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns when the service is ready.
     *
     * @param noReasonToStop throws when waiting has become pointless
     */
    void awaitReady(Runnable noReasonToStop) {
        ServerProcess started;
        synchronized (this) {
            started = process;
        }
        started.awaitReady(START_LIMIT, () -> http.get(url() + "/readyz", null).ok());
    }

    /** Ends it in an orderly way, by force if that takes more than 20 s (two minutes when it records); says whether no force was needed. */
    boolean stop() {
        var running = end();
        return running == null || running.stop(stopGrace);
    }

    /** Ends it by SIGKILL. */
    void kill() {
        var running = end();
        if (running != null) {
            running.kill();
        }
    }

    /** Takes it off the processors with all its connections open. */
    synchronized void freeze() {
        if (running()) {
            process.freeze();
        }
    }

    /** Lets it go on after {@link #freeze}. */
    synchronized void thaw() {
        if (running()) {
            process.thaw();
        }
    }

    private synchronized ServerProcess end() {
        ending = true;
        return running() ? process : null;
    }

    private synchronized boolean endedUnasked(ServerProcess ended) {
        return ended == process && !ending;
    }

    synchronized boolean running() {
        return process != null && process.alive();
    }

    /** Its pid, or 0 when it does not run. */
    synchronized long pid() {
        return running() ? process.pid() : 0;
    }

    Service service() {
        return service;
    }

    int number() {
        return number;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Path log() {
        return log;
    }

    @Override
    public String toString() {
        return number == 1 ? service.id() : service.id() + " (instance " + number + ")";
    }
}
