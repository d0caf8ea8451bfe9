package io.firstcome.localstack.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a JVM remembers of an earlier start of the same application (classes loaded and linked, and from JDK 25 on profiles too), so that the next
 * start costs about half. It fits one build, one JVM and one set of flags; its name says which.
 */
record StartArchive(Path file, boolean aot) {
    private static final int AOT_SINCE = 25;

    static StartArchive of(App app) {
        var fits = Integer.toHexString((System.getProperty("java.vm.version") + JvmFlags.of(app.service())).hashCode());
        var aot = Runtime.version().feature() >= AOT_SINCE;
        return new StartArchive(app.folder().resolve("start-" + fits + (aot ? ".aot" : ".jsa")), aot);
    }

    /** Deletes those of other flags and JVMs, and what is left of a training that was ended. */
    static void deleteAll(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "{start-,unfinished.}*")) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }

    String useFlag() {
        return (aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file;
    }

    /**
     * The flags of the JVMs that make the archive, to be run one after the other. From JDK 25 on one JVM writes down what it loads and a second
     * one, which runs nothing, makes the archive; in one step both would be in memory at once.
     */
    List<List<String>> makeFlags(Path target) {
        if (!aot) {
            return List.of(List.of("-XX:ArchiveClassesAtExit=" + target, "-Xlog:cds=error"));
        }
        var notes = "-XX:AOTConfiguration=" + target.resolveSibling(target.getFileName() + ".notes");
        return List.of(
                List.of("-XX:AOTMode=record", notes, "-Xlog:aot=error"),
                List.of("-XX:AOTMode=create", notes, "-XX:AOTCache=" + target, "-Xlog:aot=error"));
    }
}
