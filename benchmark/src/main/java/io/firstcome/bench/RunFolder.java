package io.firstcome.bench;

import io.firstcome.localstack.backend.AtExit;
import io.firstcome.localstack.backend.Folders;
import io.firstcome.localstack.backend.StartFailedException;
import io.firstcome.localstack.launch.LaunchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;

/** A fresh folder for all that a run writes. It is deleted when the run ends, also by Ctrl-C; after a failure it stays, with its logs. */
public final class RunFolder implements AutoCloseable {
    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /** Makes one in {@code .local/bench/} of the clone. */
    public static RunFolder make(Path root) {
        try {
            var parent = root.resolve(".local").resolve("bench");
            Files.createDirectories(parent);
            var folder = new RunFolder(Files.createTempDirectory(parent, "run-"));
            AtExit.close(folder); // before anything that is started in it: the oldest is closed last
            return folder;
        } catch (IOException e) {
            throw new BenchException("cannot make a folder for the run: " + e.getMessage(), e);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /**
     * Does what is to be done in it.
     *
     * @throws BenchException when it failed; the message says where the logs are
     */
    public <T> T during(Callable<T> work) {
        try {
            var result = work.call();
            close();
            return result;
        } catch (BenchException | LaunchException | StartFailedException | IOException | SQLException e) {
            AtExit.closed(this);
            throw new BenchException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("") + " (logs: " + path + ")", e);
        } catch (Exception e) {
            AtExit.closed(this);
            throw new IllegalStateException("unexpected (logs: " + path + ")", e);
        }
    }

    @Override
    public void close() {
        AtExit.closed(this);
        try {
            Folders.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
