package io.firstcome.localstack.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A home that is deleted at the end. If this JVM is killed before it can do so, the next one that makes a temporary home ends what was left
 * running and deletes it.
 */
public final class TemporaryHome implements AutoCloseable {
    private static final String PREFIX = "firstcome-backends-";

    private final Path folder;
    private final Home home;

    private TemporaryHome(Path folder) {
        this.folder = folder;
        this.home = Home.under(folder);
    }

    /** Makes one under {@code java.io.tmpdir}. */
    public static TemporaryHome create() {
        var parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            sweep(parent);
            return new TemporaryHome(Files.createTempDirectory(
                    parent, PREFIX + ProcessHandle.current().pid() + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    public Home home() {
        return home;
    }

    /** Ends what still runs in it and deletes it. */
    @Override
    public void close() {
        discard(folder);
    }

    private static void sweep(Path parent) throws IOException {
        try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (var folder : folders) {
                var owner = folder.getFileName()
                        .toString()
                        .substring(PREFIX.length())
                        .split("-")[0];
                if (ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
                    discard(folder);
                }
            }
        }
    }

    private static void discard(Path folder) {
        Home.under(folder).pids().endAll();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            System.err.println("Could not delete " + folder + ": " + e);
        }
    }
}
