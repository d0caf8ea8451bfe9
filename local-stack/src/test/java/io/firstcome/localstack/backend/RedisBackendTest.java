package io.firstcome.localstack.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
