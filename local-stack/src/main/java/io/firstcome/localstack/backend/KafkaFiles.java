package io.firstcome.localstack.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;

/** The files a Kafka node starts from. */
final class KafkaFiles {
    static final String SETTINGS = "server.properties";
    static final String LOGGING = "logback.xml";

    private static final String SETTINGS_TEXT = """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%2$d
            controller.listener.names=CONTROLLER
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=PLAINTEXT://127.0.0.1:%4$d
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
            inter.broker.listener.name=PLAINTEXT
            log.dirs=%3$s
            # Topics are made by their owners, with the partitions they want.
            auto.create.topics.enable=false
            # One node holds everything once.
            default.replication.factor=1
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=4
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=1
            # A consumer group forms at once.
            group.initial.rebalance.delay.ms=0
            # Ready sooner: the first heartbeats decide when the broker may serve.
            broker.heartbeat.interval.ms=250
            # After a crash the controller takes the old broker for alive so long, and refuses the new one.
            broker.session.timeout.ms=3000
            # Small.
            num.network.threads=2
            num.io.threads=4
            background.threads=2
            num.recovery.threads.per.data.dir=2
            log.cleaner.dedupe.buffer.size=4194304
            log.segment.bytes=67108864
            socket.request.max.bytes=33554432
            """;

    private static final String LOGGING_TEXT = """
            <configuration>
              <statusListener class="ch.qos.logback.core.status.NopStatusListener"/>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{ISO8601} %-5level %logger{20} %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
              <logger name="kafka.server.KafkaRaftServer" level="INFO"/>
            </configuration>
            """;

    private KafkaFiles() {}

    /** Writes the settings, and on a new folder what {@code kafka-storage format} would: half a second instead of a JVM more. */
    static void write(Path data, int port, int advertised, int controllerPort) throws IOException {
        var log = Files.createDirectories(data.resolve("log").toAbsolutePath());
        Files.writeString(
                data.resolve(SETTINGS), SETTINGS_TEXT.formatted(port, controllerPort, log, advertised), UTF_8);
        Files.writeString(data.resolve(LOGGING), LOGGING_TEXT, UTF_8);
        var identity = log.resolve("meta.properties");
        if (!Files.exists(identity)) {
            Files.writeString(
                    identity,
                    "version=1\ncluster.id=%s\nnode.id=1\ndirectory.id=%s\n"
                            .formatted(Uuid.randomUuid(), Uuid.randomUuid()),
                    UTF_8);
        }
    }
}
