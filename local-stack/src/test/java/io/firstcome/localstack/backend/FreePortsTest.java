package io.firstcome.localstack.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    /** As backends are started side by side: a new process has the files of its parent until it has closed them. */
    @Test
    void nobodyListensOnAFreePortThoughProcessesAreStartedMeanwhile() throws InterruptedException {
        var end = new AtomicBoolean();
        var starter = Thread.ofPlatform().start(() -> startProcesses(end));
        try {
            assertThat(IntStream.range(0, 2_000).map(n -> FreePorts.next()).filter(Sockets::listens))
                    .isEmpty();
        } finally {
            end.set(true);
            starter.join();
        }
    }

    private static void startProcesses(AtomicBoolean end) {
        try {
            while (!end.get()) {
                new ProcessBuilder("true").start().waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
