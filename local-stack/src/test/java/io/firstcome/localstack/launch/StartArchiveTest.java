package io.firstcome.localstack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which archive a service is started with, and that only finished ones count. */
class StartArchiveTest {

    @TempDir
    Path folder;

    private App app;

    @BeforeEach
    void unpack() {
        app = new App(Service.STOCK, folder.resolve("stock-service.jar"), false);
    }

    @Test
    void withoutAnArchiveTheServiceIsStartedWithoutOne() {
        assertThat(StartArchive.best(app)).isEmpty();
        assertThat(app.command()).noneMatch(flag -> flag.contains("AOTCache") || flag.contains("SharedArchiveFile"));
    }

    @Test
    void theOneOfAHerdIsPreferred() throws IOException {
        make(StartArchive.ofStart(app));
        assertThat(StartArchive.best(app)).contains(StartArchive.ofStart(app));
        make(StartArchive.ofHerd(app));
        assertThat(StartArchive.best(app)).contains(StartArchive.ofHerd(app));
        assertThat(app.command()).contains(StartArchive.ofHerd(app).useFlag());
    }

    @Test
    void whatIsNotFinishedIsNotUsed() throws IOException {
        Files.createFile(unfinished(StartArchive.ofHerd(app)));
        assertThat(StartArchive.best(app)).isEmpty();
    }

    @Test
    void aFinishedOneTakesThePlaceOfItsKindAlone() throws IOException {
        make(StartArchive.ofStart(app));
        var otherFlags = Files.createFile(folder.resolve("herd-0.aot"));
        make(StartArchive.ofHerd(app));
        assertThat(otherFlags).doesNotExist();
        assertThat(StartArchive.ofStart(app).file()).exists();
    }

    @Test
    void aRecordingServiceUsesNoneAndWritesDownWhatItLearns() throws IOException {
        make(StartArchive.ofHerd(app));
        var recording = new App(app.service(), app.jar(), true);
        assertThat(recording.command())
                .containsAll(StartArchive.ofHerd(app).recordFlags())
                .doesNotContain(StartArchive.ofHerd(app).useFlag());
    }

    private void make(StartArchive archive) throws IOException {
        Files.createFile(unfinished(archive));
        archive.finish();
    }

    private static Path unfinished(StartArchive archive) {
        return archive.file().resolveSibling(archive.file().getFileName() + ".unfinished");
    }
}
