package io.firstcome.localstack.backend;

import java.util.Map;

/** Redis 7.4 in a container, with the settings of {@link RedisBackend}. */
final class DockerRedis extends ContainerBackend implements Redis {
    private final int port;

    DockerRedis(int port) {
        super("redis:7.4", Map.of(port, 6379), Map.of());
        this.port = port;
        container()
                .withCommand(
                        "redis-server",
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "everysec",
                        "--save",
                        "",
                        "--maxmemory-policy",
                        "noeviction");
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
    boolean answers() {
        return Answers.redis(port);
    }
}
