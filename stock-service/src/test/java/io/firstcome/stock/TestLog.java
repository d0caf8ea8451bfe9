package io.firstcome.stock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.localstack.backend.Backends;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What event-service and notification-service do to the log. */
public final class TestLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TestLog() {}

    /** Makes the topic, unless it is there. */
    public static void make() {
        try (Admin admin = Admin.create(where())) {
            admin.createTopics(List.of(new NewTopic(
                            ClaimGranted.TOPIC, Optional.of(ClaimGranted.PARTITIONS), Optional.of((short) 1))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new AssertionError(e);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Publishes claims. */
    public static void publish(long event, HeldClaim... claims) {
        write(IntStream.range(0, claims.length)
                .mapToObj(i -> bytes(event, claims[i]))
                .toList());
    }

    /** Publishes anything. */
    public static void write(List<byte[]> values) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(where(), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<? extends Future<?>> sent = values.stream()
                    .map(value -> producer.send(new ProducerRecord<>(ClaimGranted.TOPIC, value)))
                    .toList();
            producer.flush();
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Commits, for a consumer group, that all that is on the log now is settled. */
    public static void settleAll(String group) {
        try (Admin admin = Admin.create(where())) {
            Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, ClaimGranted.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(ClaimGranted.TOPIC, partition))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listOffsets(latest).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            end -> new OffsetAndMetadata(end.getValue().offset())));
            admin.alterConsumerGroupOffsets(group, offsets).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(long event, HeldClaim claim) {
        try {
            return JSON.writeValueAsString(new ClaimGranted(
                            event,
                            "Gifts",
                            claim.user(),
                            claim.rank(),
                            claim.unit(),
                            claim.language(),
                            claim.grantedAt()))
                    .getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> where() {
        return Map.of("bootstrap.servers", Backends.shared().kafka().bootstrapServers());
    }
}
