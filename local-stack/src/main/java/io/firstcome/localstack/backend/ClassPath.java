package io.firstcome.localstack.backend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** The jars this JVM was started with, to start other JVMs with some of them. */
final class ClassPath {
    private ClassPath() {}

    /** The part of the class path whose file names pass. */
    static String of(Predicate<String> fileName) {
        var all = new LinkedHashSet<Path>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            add(Path.of(entry).toAbsolutePath(), all);
        }
        return all.stream()
                .filter(path -> fileName.test(path.getFileName().toString()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Build tools hide long class paths in the manifest of an otherwise empty jar. */
    private static void add(Path entry, Set<Path> all) {
        if (!all.add(entry) || !Files.isRegularFile(entry)) {
            return;
        }
        try (var jar = new JarFile(entry.toFile())) {
            var manifest = jar.getManifest();
            var more = manifest == null ? null : manifest.getMainAttributes().getValue("Class-Path");
            if (more != null) {
                for (var link : more.strip().split("\\s+")) {
                    var path = Path.of(entry.toUri().resolve(URI.create(link)));
                    if (Files.exists(path)) {
                        add(path, all);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + entry, e);
        }
    }
}
