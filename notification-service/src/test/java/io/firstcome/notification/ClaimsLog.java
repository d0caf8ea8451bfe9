package io.firstcome.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.contracts.claim.ClaimGranted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.MessageListenerContainer;

/** What event-service does to the log, and what an operator may. */
public class ClaimsLog {

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final KafkaAdmin admin;
    private final KafkaListenerEndpointRegistry listeners;
    private final ObjectMapper json;

    ClaimsLog(
            KafkaTemplate<byte[], byte[]> kafka,
            KafkaAdmin admin,
            KafkaListenerEndpointRegistry listeners,
            ObjectMapper json) {
        this.kafka = kafka;
        this.admin = admin;
        this.listeners = listeners;
        this.json = json;
    }

    public byte[] bytes(ClaimGranted claim) {
        try {
            return json.writeValueAsBytes(claim);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    public void publish(ClaimGranted... claims) {
        publish(List.of(claims));
    }

    /** Publishes as event-service does: the user is the key. Returns when all are acknowledged. */
    public void publish(Collection<ClaimGranted> claims) {
        acknowledged(claims.stream()
                .map(claim -> new ProducerRecord<>(
                        ClaimGranted.TOPIC,
                        String.valueOf(claim.user()).getBytes(StandardCharsets.UTF_8),
                        bytes(claim))));
    }

    /** Publishes any bytes to one partition, so that they come in this order. */
    public void publishRaw(int partition, List<byte[]> values) {
        acknowledged(values.stream().map(value -> new ProducerRecord<>(ClaimGranted.TOPIC, partition, null, value)));
    }

    /** Publishes one value that is much larger than a record can be, but for being compressed. */
    public void publishCompressed(int partition, byte[] value) {
        Map<String, Object> settings = Map.of("compression.type", "gzip", "max.request.size", 2 * value.length);
        var larger = new KafkaTemplate<>(kafka.getProducerFactory(), settings);
        try {
            larger.send(new ProducerRecord<>(ClaimGranted.TOPIC, partition, null, value))
                    .join();
        } finally {
            larger.destroy();
        }
    }

    private void acknowledged(java.util.stream.Stream<ProducerRecord<byte[], byte[]>> records) {
        var sent = records.map(kafka::send).toList();
        kafka.flush();
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
    }

    public MessageListenerContainer listener() {
        return listeners.getListenerContainer("claims");
    }

    /** Returns the offset after the last record of each partition. */
    public Map<TopicPartition, Long> ends(String topic) {
        return ask(a -> a.listOffsets(
                                partitions(topic).stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                        .all()
                        .get())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    /** Returns how many records the group has not committed yet. */
    public long lag() {
        Map<TopicPartition, OffsetAndMetadata> committed = ask(a -> a.listConsumerGroupOffsets("notification-service")
                .partitionsToOffsetAndMetadata()
                .get());
        return ends(ClaimGranted.TOPIC).entrySet().stream()
                .mapToLong(end -> end.getValue()
                        - (committed.get(end.getKey()) == null
                                ? 0
                                : committed.get(end.getKey()).offset()))
                .sum();
    }

    /** Sets the group back, as a crash before the commit of offsets does, only further. The listener must be stopped. */
    public void rewindTo(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        offsets.forEach((partition, offset) -> commits.put(partition, new OffsetAndMetadata(offset)));
        ask(a -> a.alterConsumerGroupOffsets("notification-service", commits)
                .all()
                .get());
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, ClaimGranted.PARTITIONS)
                .mapToObj(n -> new TopicPartition(topic, n))
                .toList();
    }

    private <T> T ask(Question<T> question) {
        try (Admin a = Admin.create(admin.getConfigurationProperties())) {
            return question.of(a);
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private interface Question<T> {
        T of(Admin admin) throws InterruptedException, ExecutionException;
    }

    /** Long enough for anything that is going to happen. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);
}
