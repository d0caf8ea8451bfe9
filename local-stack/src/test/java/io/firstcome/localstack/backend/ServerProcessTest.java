package io.firstcome.localstack.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    @TempDir
    Path folder;

    @Test
    void oneThatDiesInsteadOfAnsweringIsToldWithItsLastWords() {
        var process = start("echo 'Cannot find my keys'; exit 3");

        assertThatThrownBy(() -> process.awaitReady(Duration.ofSeconds(10), () -> false))
                .isInstanceOf(StartFailedException.class)
                .hasMessage("server did not start: it exited with status 3, its log says: Cannot find my keys (log: "
                        + folder.resolve("server.log") + ")");
    }

    @Test
    void oneThatNeverAnswersIsEnded() {
        var process = start("exec sleep 1000");

        assertThatThrownBy(() -> process.awaitReady(Duration.ofMillis(200), () -> false))
                .isInstanceOf(StartFailedException.class)
                .hasMessageStartingWith("server did not start: no answer within 0 s");
        assertThat(process.alive()).isFalse();
    }

    @Test
    void oneThatDoesNotWantToEndIsForced() {
        var ready = folder.resolve("ready");
        var process = start("trap '' TERM; touch " + ready + "; while :; do sleep 1; done");
        await().until(() -> Files.exists(ready));
        var told = new AtomicBoolean();
        process.onExit(() -> told.set(true));

        assertThat(process.stop(Duration.ofMillis(200))).isFalse();
        assertThat(process.alive()).isFalse();
        await().untilTrue(told);
    }

    @Test
    void aFrozenOneDoesNothingUntilItIsThawed() throws IOException {
        var steps = folder.resolve("steps");
        var process = start("while :; do echo step >> " + steps + "; sleep 0.02; done");
        await().until(() -> Files.exists(steps));

        process.freeze();
        var state = Path.of("/proc", String.valueOf(process.pid()), "stat");
        await().untilAsserted(() -> assertThat(Files.readString(state)).contains(") T "));
        assertThat(process.alive()).isTrue();
        var frozen = Files.size(steps);
        await().during(Duration.ofMillis(300)).until(() -> Files.size(steps) == frozen);

        process.thaw();
        await().until(() -> Files.size(steps) > frozen);
        process.kill();
    }

    @Test
    void aFrozenOneEndsWhenItIsToldTo() {
        var process = start("sleep 1000 & wait");
        process.freeze();

        assertThat(process.stop(Duration.ofSeconds(5))).isTrue();
        assertThat(process.alive()).isFalse();
    }

    @Test
    void itDoesNotShareOurTerminal() {
        var process = start("exec ps -o sid= -p $$");

        process.awaitExit();
        assertThat(LogFile.tail(folder.resolve("server.log"))).containsExactly(String.valueOf(process.pid()));
    }

    private ServerProcess start(String script) {
        return ServerProcess.start(
                "server",
                List.of("/bin/bash", "-c", script),
                Map.of(),
                folder,
                folder.resolve("server.log"),
                new PidFile(folder.resolve("pids")));
    }
}
