package io.firstcome.localstack.launch;

import io.firstcome.localstack.backend.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/** What has to be in order before anything is started. */
final class Preflight {
    private static final long NEEDED_BYTES = 1L << 30;

    /** Written by the script and by this very launcher. */
    private static final Set<String> OPEN = Set.of("build.log", "run.log");

    private final Layout layout;

    Preflight(Layout layout) {
        this.layout = layout;
    }

    /**
     * Ends what an earlier launcher that was killed left running, looks at ports and disk, and sets the last run's logs aside.
     *
     * @param fresh whether to forget all data
     * @return how many processes of an earlier launcher were ended
     * @throws LaunchException when the suite cannot start
     */
    int prepare(Ports ports, boolean fresh) {
        try {
            Files.createDirectories(layout.logs());
            var ended = layout.home().pids().endAll();
            ports.requireFree();
            if (fresh) {
                Folders.delete(layout.data());
            }
            requireDisk();
            setLogsAside();
            return ended;
        } catch (IOException e) {
            throw new LaunchException("cannot use " + layout.local() + ": " + e, e);
        }
    }

    private void requireDisk() throws IOException {
        var free = Files.getFileStore(layout.local()).getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new LaunchException(
                    "not enough disk: %d MB are free in %s, 1024 MB are needed".formatted(free >> 20, layout.local()));
        }
    }

    /** One earlier run is kept, as {@code <name>.log.previous}. */
    private void setLogsAside() throws IOException {
        try (var logs = Files.newDirectoryStream(layout.logs(), "*.log")) {
            for (var log : logs) {
                if (!OPEN.contains(log.getFileName().toString())) {
                    Files.move(
                            log,
                            log.resolveSibling(log.getFileName() + ".previous"),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
