package io.firstcome.localstack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
    @TempDir
    Path folder;

    @Test
    void endsWhatAKilledLauncherLeftRunning() throws IOException {
        var layout = Layout.of(folder);
        Files.createDirectories(layout.local());
        var left = new ProcessBuilder("sleep", "1000").start();
        layout.home().pids().add(left.toHandle(), program("sleep"));

        assertThat(new Preflight(layout).prepare(Ports.free(Map.of()), false)).isEqualTo(1);
        assertThat(left.isAlive()).isFalse();
    }

    @Test
    void doesNotTouchAStrangerWhoGotThePidLater() throws IOException {
        var layout = Layout.of(folder);
        Files.createDirectories(layout.local());
        var stranger = new ProcessBuilder("sleep", "1000").start();
        layout.home().pids().add(stranger.toHandle(), program("ls"));

        assertThat(new Preflight(layout).prepare(Ports.free(Map.of()), false)).isZero();
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    @Test
    void forgetsTheDataOnlyWhenAsked() throws IOException {
        var layout = Layout.of(folder);
        Files.createDirectories(layout.data().resolve("redis"));
        var preflight = new Preflight(layout);

        preflight.prepare(Ports.free(Map.of()), false);
        assertThat(layout.data().resolve("redis")).exists();
        preflight.prepare(Ports.free(Map.of()), true);
        assertThat(layout.data()).doesNotExist();
    }

    @Test
    void keepsTheLogsOfOneEarlierRun() throws IOException {
        var layout = Layout.of(folder);
        Files.createDirectories(layout.logs());
        Files.writeString(layout.log(Service.EVENT, 1), "earlier");

        new Preflight(layout).prepare(Ports.free(Map.of()), false);
        assertThat(layout.log(Service.EVENT, 1)).doesNotExist();
        assertThat(layout.logs().resolve("event-service-1.log.previous")).hasContent("earlier");
    }

    private static Path program(String name) {
        return Files.exists(Path.of("/usr/bin", name)) ? Path.of("/usr/bin", name) : Path.of("/bin", name);
    }
}
