package io.firstcome.localstack.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** Redis 6.2: the native server that the jar embedded-redis brings. */
public final class RedisBackend extends ProcessBackend implements Redis {
    private final int port;
    private final List<String> more;

    private RedisBackend(Home home, int port, List<String> more) {
        super("redis", home, port);
        this.port = port;
        this.more = more;
    }

    /**
     * Starts it and returns when it answers.
     *
     * @param more further options of the server, such as {@code "--cluster-enabled", "yes"}
     */
    public static RedisBackend start(Home home, int port, String... more) {
        var backend = new RedisBackend(home, port, List.of(more));
        backend.start();
        return backend;
    }

    /** What it has written down of all that happened; while it does not run, a test may shorten or delete it. */
    public Path appendOnlyFile() {
        return data().resolve("appendonly.aof");
    }

    @Override
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("FIRSTCOME_REDIS_URL", url());
    }

    @Override
    void prepare(Path data) {}

    @Override
    List<String> command(Path data) {
        var folder = Cache.folder(
                "redis-6.2",
                target -> ExecutableProvider.newJarResourceProvider(target.toFile())
                        .get());
        var command = new ArrayList<String>(List.of(
                executable(folder).toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--dir",
                data.toAbsolutePath().toString(),
                "--daemonize",
                "no",
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                // After a power cut the file may end within a command, which is dropped then.
                "--aof-load-truncated",
                "yes",
                "--save",
                "",
                "--maxmemory-policy",
                "noeviction"));
        command.addAll(more);
        return command;
    }

    private static Path executable(Path folder) {
        try (var files = Files.list(folder)) {
            var executable = files.findFirst().orElseThrow();
            executable.toFile().setExecutable(true);
            return executable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    boolean answers() {
        return Answers.redis(port);
    }
}
