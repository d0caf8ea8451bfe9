package io.firstcome.localstack.launch;

import io.firstcome.localstack.backend.AtExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps what the JVMs of a suite have learnt from a herd, for every later start of the same build. A JVM that serves its first herd compiles
 * for a minute or two on the cores that the herd wants; one that knows from before what will be called needs half of that.
 * The suite is one that was {@linkplain SuiteBuilder#recording() recording} and has ended.
 */
public final class Training {
    private Training() {}

    /** Whether the JVM that runs this can be trained. */
    public static boolean isPossible() {
        return StartArchive.knowsUse();
    }

    /** Whether there is nothing left to learn for the build in a clone. */
    public static boolean isDone(Path repository) {
        var apps = new Apps(Layout.of(repository), false);
        return Stream.of(Service.values())
                .allMatch(service ->
                        Files.exists(StartArchive.ofHerd(apps.of(service)).file()));
    }

    /**
     * Makes the archives; takes a few seconds for each service.
     *
     * @throws LaunchException when one could not be made; the services start without it then
     */
    public static void keep(Suite ended, Progress progress) {
        var jvms = new ArchiveJvms(ended.layout());
        AutoCloseable atExit = jvms::end;
        AtExit.close(atExit);
        try {
            for (var service : Service.values()) {
                var app = ended.apps().of(service);
                var archive = StartArchive.ofHerd(app);
                jvms.run(app, archive.createFlags(), Map.of());
                archive.finish();
                progress.say(service.id() + " will remember");
            }
        } catch (IOException e) {
            throw new LaunchException(e.getMessage(), e);
        } finally {
            AtExit.closed(atExit);
        }
    }
}
