package io.firstcome.localstack.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Folders that are made once per user and then only read, in {@code ~/.cache/firstcome} (or {@code $XDG_CACHE_HOME/firstcome}). */
public final class Cache {
    private Cache() {}

    /** Fills a new folder. */
    @FunctionalInterface
    public interface Filler {
        void fill(Path folder) throws IOException;
    }

    /** The cache's root. */
    public static Path root() {
        var xdg = System.getenv("XDG_CACHE_HOME");
        var base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("firstcome");
    }

    /**
     * The folder of this name, filled if it is not there yet. Several processes may ask at once: one fills, the others wait; a folder is seen
     * complete or not at all.
     */
    public static synchronized Path folder(String name, Filler filler) {
        var folder = root().resolve(name);
        try {
            if (Files.isDirectory(folder)) {
                return folder;
            }
            Files.createDirectories(folder.getParent());
            try (var channel = FileChannel.open(
                            root().resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!Files.isDirectory(folder)) {
                    var unfinished = root().resolve(name + ".unfinished");
                    Folders.delete(unfinished);
                    Files.createDirectories(unfinished);
                    filler.fill(unfinished);
                    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot fill " + folder + ": " + e.getMessage(), e);
        }
    }
}
