package io.firstcome.localstack.backend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Kafka as one node (controller and broker, KRaft) in a JVM of its own. */
public final class KafkaBackend extends ProcessBackend implements Kafka {
    private final int port;
    private final int advertised;

    private KafkaBackend(Home home, int port, int advertised) {
        super("kafka", home, port);
        this.port = port;
        this.advertised = advertised;
    }

    /** Starts it and returns when it answers. */
    public static KafkaBackend start(Home home, int port) {
        return start(home, port, port);
    }

    /** Starts it and returns when it answers; it tells its clients to come by the advertised port, behind which somebody leads on to its own. */
    public static KafkaBackend start(Home home, int port, int advertised) {
        var backend = new KafkaBackend(home, port, advertised);
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
        KafkaFiles.write(data, port, advertised, FreePorts.next());
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
