package io.firstcome.localstack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a JVM remembers of an earlier run of the same application (classes loaded and linked, and from JDK 25 on which way its methods were used), so that
 * the next start costs about half. It fits one build, one JVM and one set of flags; its name says which. Two are known: of a start alone,
 * and of a {@linkplain Training herd}, which the compiler has more use for.
 */
record StartArchive(Path file, boolean aot) {
    private static final int AOT_SINCE = 25;

    /** The one of a start alone. */
    static StartArchive ofStart(App app) {
        return of(app, "start-");
    }

    /** The one of a start and a herd. */
    static StartArchive ofHerd(App app) {
        return of(app, "herd-");
    }

    /** The better one of those that are there. */
    static Optional<StartArchive> best(App app) {
        return Stream.of(ofHerd(app), ofStart(app))
                .filter(archive -> Files.exists(archive.file))
                .findFirst();
    }

    private static StartArchive of(App app, String prefix) {
        var fits = Integer.toHexString((System.getProperty("java.vm.version") + JvmFlags.of(app.service())).hashCode());
        return new StartArchive(app.folder().resolve(prefix + fits + (knowsUse() ? ".aot" : ".jsa")), knowsUse());
    }

    /** Whether this JVM keeps how methods were used, and not the classes alone. */
    static boolean knowsUse() {
        return Runtime.version().feature() >= AOT_SINCE;
    }

    String useFlag() {
        return (aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file;
    }

    /**
     * The flags of the JVMs that make it out of a start, to be run one after the other. From JDK 25 on one JVM writes down what it loads and a
     * second one, which runs nothing, makes the archive; in one step both would be in memory at once.
     */
    List<List<String>> makeFlags() {
        return aot
                ? List.of(recordFlags(), createFlags())
                : List.of(List.of("-XX:ArchiveClassesAtExit=" + unfinished(), "-Xlog:cds=error"));
    }

    /** The flags of a JVM that writes down, when it ends, what it has learnt. */
    List<String> recordFlags() {
        return List.of("-XX:AOTMode=record", notesFlag(), "-Xlog:aot=error");
    }

    /** The flags of a JVM that runs nothing and makes the archive out of these notes. */
    List<String> createFlags() {
        return List.of("-XX:AOTMode=create", notesFlag(), "-XX:AOTCache=" + unfinished(), "-Xlog:aot=error");
    }

    /** The archive is made and may be used from now on. What is left of its kind, of other flags, JVMs and trials, goes. */
    void finish() throws IOException {
        Files.move(unfinished(), file, StandardCopyOption.REPLACE_EXISTING);
        var name = file.getFileName().toString();
        var kind = name.substring(0, name.indexOf('-') + 1);
        try (var all = Files.newDirectoryStream(
                file.getParent(), path -> path.getFileName().toString().startsWith(kind))) {
            for (var other : all) {
                if (!other.equals(file)) {
                    Files.delete(other);
                }
            }
        }
    }

    private String notesFlag() {
        return "-XX:AOTConfiguration=" + notes();
    }

    private Path notes() {
        return file.resolveSibling(file.getFileName() + ".notes");
    }

    private Path unfinished() {
        return file.resolveSibling(file.getFileName() + ".unfinished");
    }
}
