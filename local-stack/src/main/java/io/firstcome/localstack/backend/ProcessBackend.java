package io.firstcome.localstack.backend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Redis, Kafka and MariaDB have in common: one child process on one data folder, restartable. */
public abstract class ProcessBackend implements Backend {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_GRACE = Duration.ofSeconds(15);

    private final String name;
    private final Home home;
    private final int port;
    private ServerProcess process;

    ProcessBackend(String name, Home home, int port) {
        this.name = name;
        this.home = home;
        this.port = port;
    }

    /** Makes the data folder's first content; called before every start. */
    abstract void prepare(Path data) throws IOException;

    /** The command that runs the server in the foreground. */
    abstract List<String> command(Path data);

    /** Whether the server does what it is for; false while it is starting. */
    abstract boolean answers();

    /** Called when the server answers for the first time after a start. */
    void started(Path data) throws IOException {}

    Map<String, String> processEnvironment() {
        return Map.of();
    }

    @Override
    public final synchronized void start() {
        if (process != null && process.alive()) {
            return;
        }
        if (Sockets.listens(port)) {
            throw new StartFailedException(name, "port " + port + " is taken", home.log(name));
        }
        try {
            var data = data();
            Files.createDirectories(data);
            prepare(data);
            AtExit.close(this);
            process = ServerProcess.start(name, command(data), processEnvironment(), data, home.log(name), home.pids());
            process.awaitReady(START_LIMIT, this::answers);
            started(data);
        } catch (IOException e) {
            kill();
            throw new StartFailedException(name, e);
        }
    }

    @Override
    public final synchronized void stop() {
        if (process != null) {
            process.stop(STOP_GRACE);
        }
        AtExit.closed(this);
    }

    @Override
    public final synchronized void kill() {
        if (process != null) {
            process.kill();
        }
        AtExit.closed(this);
    }

    /** Takes it off the processors with all its connections open, until {@link #thaw}; does nothing when it is not running. */
    public final void freeze() {
        process().ifPresent(ServerProcess::freeze);
    }

    /** Lets it go on after {@link #freeze}. */
    public final void thaw() {
        process().ifPresent(ServerProcess::thaw);
    }

    @Override
    public final void close() {
        stop();
    }

    /** The running process, or nothing. */
    public final synchronized Optional<ServerProcess> process() {
        return Optional.ofNullable(process).filter(ServerProcess::alive);
    }

    /** The folder of what it keeps. */
    final Path data() {
        return home.data(name);
    }

    /** Its log file. */
    public final Path log() {
        return home.log(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
