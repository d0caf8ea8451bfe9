package io.firstcome.localstack.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisBackendTest {
    @TempDir
    Path folder;

    @Test
    void keepsItsDataWhenStoppedAndStartedAgain() throws IOException {
        int port = FreePorts.next();
        try (var redis = RedisBackend.start(Home.under(folder), port)) {
            assertThat(ask(port, "SET word kept")).isEqualTo("+OK");
            redis.stop();
            assertThat(Sockets.listens(port)).isFalse();
            redis.start();
            assertThat(ask(port, "STRLEN word")).isEqualTo(":4");
        }
        assertThat(Sockets.listens(port)).isFalse();
        assertThat(Home.under(folder).pids().running()).isEmpty();
    }

    @Test
    void refusesRatherThanEvictsAndWritesAnAppendOnlyFile() throws IOException {
        int port = FreePorts.next();
        try (var redis = RedisBackend.start(Home.under(folder), port)) {
            assertThat(ask(port, "INFO memory", "maxmemory_policy")).isEqualTo("maxmemory_policy:noeviction");
            assertThat(ask(port, "INFO persistence", "aof_enabled")).isEqualTo("aof_enabled:1");
            assertThat(ask(port, "INFO server", "redis_version")).startsWith("redis_version:6.2");
            assertThat(redis.environment()).containsEntry("FIRSTCOME_REDIS_URL", "redis://127.0.0.1:" + port);
        }
    }

    @Test
    void comesBackWithoutTheEndOfItsFileThatIsCutOff() throws IOException {
        int port = FreePorts.next();
        try (var redis = RedisBackend.start(Home.under(folder), port)) {
            assertThat(ask(port, "SET early kept")).isEqualTo("+OK");
            assertThat(ask(port, "SET late lost")).isEqualTo("+OK");
            redis.kill();
            try (var file = FileChannel.open(redis.appendOnlyFile(), StandardOpenOption.WRITE)) {
                file.truncate(file.size() - 3);
            }
            redis.start();
            assertThat(ask(port, "STRLEN early")).isEqualTo(":4");
            assertThat(ask(port, "STRLEN late")).isEqualTo(":0");
        }
    }

    private static String ask(int port, String command) throws IOException {
        return ask(port, command, "");
    }

    /** The first line of the answer that starts so. */
    private static String ask(int port, String command, String start) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.lines()
                    .filter(line -> line.startsWith(start))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
