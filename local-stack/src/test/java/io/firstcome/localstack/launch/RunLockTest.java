package io.firstcome.localstack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    Path folder;

    @Test
    void theSecondIsToldWhoTheFirstIs() {
        var file = folder.resolve(".local/lock");
        try (var first = RunLock.take(file)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> RunLock.take(file))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageStartingWith("already running, as process "
                            + ProcessHandle.current().pid());
        }
        RunLock.take(file).close();
    }

    @Test
    void aLockOfADeadProcessIsTakenOver() throws IOException {
        var file = folder.resolve("lock");
        Files.writeString(file, "999999999999\n");

        RunLock.take(file).close();
        assertThat(file).hasContent(ProcessHandle.current().pid() + "\n");
    }
}
