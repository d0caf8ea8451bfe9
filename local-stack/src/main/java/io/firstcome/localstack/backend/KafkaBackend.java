package io.firstcome.localstack.backend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Kafka as one node (controller and broker, KRaft) in a JVM of its own. */
public final class KafkaBackend extends ProcessBackend implements Kafka {
    private final int port;

    private KafkaBackend(Home home, int port) {
        super("kafka", home, port);
        this.port = port;
    }

    /** Starts it and returns when it answers. */
    public static KafkaBackend start(Home home, int port) {
        var backend = new KafkaBackend(home, port);
        backend.start();
        return backend;
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("FIRSTCOME_KAFKA", bootstrapServers());
    }

    @Override
    void prepare(Path data) throws IOException {
        KafkaFiles.write(data, port, FreePorts.next());
    }

    @Override
    List<String> command(Path data) {
        return KafkaJvm.command(data.resolve(KafkaFiles.SETTINGS), data.resolve(KafkaFiles.LOGGING));
    }

    @Override
    Map<String, String> processEnvironment() {
        return Map.of("MALLOC_ARENA_MAX", "2");
    }

    @Override
    boolean answers() {
        return Answers.kafka(port);
    }
}
