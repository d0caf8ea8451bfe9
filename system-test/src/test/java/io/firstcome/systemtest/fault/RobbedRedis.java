package io.firstcome.systemtest.fault;

import io.firstcome.localstack.backend.RedisBackend;
import io.firstcome.systemtest.RunningSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A Redis that is killed and comes back without what it wrote down last. Its file does not say when what was written, so its length is noted while it
 * runs; should it be cut within a command, Redis drops that command.
 */
final class RobbedRedis implements Outage {

    private static final Duration LOOKS = Duration.ofMillis(20);

    private final Duration lost;
    private final Deque<Length> lengths = new ArrayDeque<>();
    private ScheduledExecutorService watch;

    /** Takes how much of the time before its end it forgets. */
    RobbedRedis(Duration lost) {
        this.lost = lost;
    }

    private record Length(long nanos, long bytes) {}

    /** Looks how the file grows, from before the outage on. */
    @Override
    public void prepare() {
        watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().factory());
        watch.scheduleAtFixedRate(this::look, 0, LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void begin() {
        long before = System.nanoTime() - lost.toNanos();
        redis().kill();
        watch.shutdownNow();
        long whole = length();
        long kept = lengthAt(before);
        if (kept >= whole) {
            throw new IllegalStateException("nothing was written within " + lost + ", so that nothing could be lost");
        }
        cutTo(kept);
        System.out.printf("Redis lost %,d of %,d bytes of its append-only file%n", whole - kept, whole);
    }

    @Override
    public void end() {
        redis().start();
    }

    private synchronized void look() {
        lengths.addLast(new Length(System.nanoTime(), length()));
    }

    /** Returns how long the file was then; 0 when that is not known. */
    private synchronized long lengthAt(long nanos) {
        return lengths.stream()
                .filter(each -> each.nanos - nanos <= 0)
                .mapToLong(Length::bytes)
                .max()
                .orElse(0);
    }

    private static long length() {
        try {
            return Files.size(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cutTo(long bytes) {
        try (FileChannel file = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            file.truncate(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file() {
        return redis().appendOnlyFile();
    }

    private static RedisBackend redis() {
        return RunningSuite.suite().backends().redis();
    }
}
