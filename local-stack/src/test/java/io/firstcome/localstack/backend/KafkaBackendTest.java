package io.firstcome.localstack.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBackendTest {
    @TempDir
    Path folder;

    @Test
    void keepsItsLogWhenKilledAndStartedAgain() throws Exception {
        int port = FreePorts.next();
        try (var kafka = KafkaBackend.start(Home.under(folder), port)) {
            makeTopic(kafka);
            send(kafka, "before");
            kafka.kill();
            assertThat(Sockets.listens(port)).isFalse();
            kafka.start();
            send(kafka, "after");
            assertThat(read(kafka, 2)).containsExactly("before", "after");
            kafka.stop();
            kafka.start();
            assertThat(read(kafka, 2)).containsExactly("before", "after");
        }
        assertThat(Sockets.listens(port)).isFalse();
        assertThat(Home.under(folder).pids().running()).isEmpty();
    }

    private static void makeTopic(Kafka kafka) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("claims", 6, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(Kafka kafka, String word) throws Exception {
        var settings = Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("claims", "key", word)).get();
        }
    }

    private static List<String> read(Kafka kafka, int count) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                "reader-" + System.nanoTime(),
                "auto.offset.reset",
                "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("claims"));
            var words = new java.util.ArrayList<String>();
            var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (words.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(entry -> words.add(entry.value()));
            }
            return words;
        }
    }
}
