package io.firstcome.localstack.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes somebody started, as lines of {@code pid start-time program}, so that they are found again if he died without ending them.
 * A pid alone would not do: pids are used again.
 */
public final class PidFile {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private final Path file;

    public PidFile(Path file) {
        this.file = file;
    }

    /** Adds a process; the program is what it runs, or will run in a moment. */
    public synchronized void add(ProcessHandle process, Path program) throws IOException {
        var started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        var line = "%d %d %s%n".formatted(process.pid(), started, program.toRealPath());
        Files.writeString(file, line, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Ends (SIGKILL) what is still running of the file's processes, forgets all, and returns how many were ended. */
    public synchronized int endAll() {
        try {
            var running = running();
            running.forEach(ProcessHandle::destroyForcibly);
            running.forEach(process -> process.onExit().join());
            Files.deleteIfExists(file);
            return running.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's processes that still run. */
    public synchronized List<ProcessHandle> running() throws IOException {
        var found = new ArrayList<ProcessHandle>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file, UTF_8)) {
                find(line).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<ProcessHandle> find(String line) {
        var parts = line.split(" ", 3);
        if (parts.length < 3) {
            return Optional.empty();
        }
        var started = Instant.ofEpochMilli(Long.parseLong(parts[1]));
        return ProcessHandle.of(Long.parseLong(parts[0])).filter(process -> {
            var info = process.info();
            return process.isAlive()
                    && info.command().orElse("?").equals(parts[2])
                    && info.startInstant()
                            .map(at -> Duration.between(at, started).abs().compareTo(CLOCK_TOLERANCE) < 0)
                            .orElse(false);
        });
    }
}
