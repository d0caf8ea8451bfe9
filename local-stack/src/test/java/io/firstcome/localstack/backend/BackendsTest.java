package io.firstcome.localstack.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendsTest {
    @TempDir
    Path temporary;

    @Test
    void aJvmThatIsAskedToEndLeavesNothingRunningAndNoFiles() throws IOException {
        var jvm = startJvmWithRedis();
        jvm.process().destroy();
        jvm.process().onExit().join();

        assertThat(ProcessHandle.of(jvm.redis())).isEmpty();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void whatAKilledJvmLeftIsEndedByTheNextOne() throws IOException {
        var killed = startJvmWithRedis();
        killed.process().destroyForcibly();
        killed.process().onExit().join();
        assertThat(ProcessHandle.of(killed.redis())).isPresent();

        var next = startJvmWithRedis();
        await().until(() -> ProcessHandle.of(killed.redis()).isEmpty());
        assertThat(ProcessHandle.of(next.redis())).isPresent();

        next.process().destroy();
        next.process().onExit().join();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void anUnknownChoiceIsAnError() {
        assertThatThrownBy(() -> BackendSource.chosen("dokcer"))
                .hasMessage("firstcome.backends is 'dokcer', it can be embedded or docker");
    }

    @Test
    void dockerWithoutADaemonIsAnErrorAndNotASkip() {
        assertThatThrownBy(() -> DockerSource.connect(() -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("firstcome.backends=docker was asked for, and no Docker daemon answers");
    }

    private record Jvm(Process process, long redis) {}

    private Jvm startJvmWithRedis() throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        ClassPath.of(name -> true),
                        WithRedis.class.getName())
                .redirectError(new File("/dev/null"))
                .start();
        var line = new BufferedReader(new InputStreamReader(process.getInputStream())).readLine();
        return new Jvm(process, Long.parseLong(line));
    }

    /** Starts a shared Redis, prints its pid and waits to be ended. */
    static final class WithRedis {
        public static void main(String[] arguments) throws InterruptedException {
            var redis = (RedisBackend) Backends.shared().redis();
            System.out.println(redis.process().orElseThrow().pid());
            Thread.currentThread().join();
        }
    }
}
