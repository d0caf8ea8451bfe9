package io.firstcome.localstack.launch;

import java.nio.file.Path;

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

    String useFlag() {
        return (aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file;
    }

    /** The flag that makes a JVM write the archive when it ends. */
    String writeFlag(Path target) {
        return (aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + target;
    }
}
