package io.firstcome.stock.recovery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.contracts.stock.HeldClaim;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads the claims on the log that are not settled for certain. It belongs to no group and commits nothing. */
@Component
class ClaimsLog {

    private static final Logger log = LoggerFactory.getLogger(ClaimsLog.class);
    private static final int ANSWER_MILLIS = 3_000;

    /** The client's own is endless: when a call is given up at the moment in which it ends, the client sleeps on for up to five minutes. */
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private static final Duration PROMPT = Duration.ofMillis(500);
    private static final Duration STUCK = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> settings;
    private final String settledBy;
    private final ObjectReader json;

    ClaimsLog(RecoveryProperties properties, ObjectMapper json) {
        this.settings = Map.of(
                "bootstrap.servers",
                properties.kafka(),
                "default.api.timeout.ms",
                ANSWER_MILLIS,
                "request.timeout.ms",
                ANSWER_MILLIS,
                "reconnect.backoff.max.ms",
                500);
        this.settledBy = properties.settledBy();
        this.json = json.readerFor(ClaimGranted.class);
    }

    /**
     * Returns up to where each partition is settled. Claims before that are in MySQL, if MySQL is asked later.
     *
     * @throws LogUnknown when Kafka does not tell
     */
    Map<TopicPartition, Long> settledUpTo() {
        try {
            Admin admin = Admin.create(settings);
            try {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(settledBy)
                        .partitionsToOffsetAndMetadata()
                        .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
                Map<TopicPartition, Long> offsets = new HashMap<>();
                committed.forEach((partition, offset) -> {
                    if (offset != null && partition.topic().equals(ClaimGranted.TOPIC)) {
                        offsets.put(partition, offset.offset());
                    }
                });
                return offsets;
            } finally {
                admin.close(CLOSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnknown("Interrupted", e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new LogUnknown("Kafka does not tell what is settled", e);
        }
    }

    /**
     * Begins to read the claims of some events.
     *
     * @param from   as {@link #settledUpTo} gave it; a partition that is not in it is read from its beginning
     * @param events which are asked for
     * @throws LogUnknown when Kafka does not tell, or its log ends before what is settled: until notification-service has begun anew on
     *                    such a log, nobody can tell what was on it
     */
    Tail tail(Map<TopicPartition, Long> from, Set<Long> events) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        Map<String, Object> reading = new HashMap<>(settings);
        reading.put("allow.auto.create.topics", false);
        reading.put("enable.auto.commit", false);
        // A place that the log does not have any more is an error, not a reason to go on from the end.
        reading.put("auto.offset.reset", "none");
        reading.put("max.poll.records", 5_000);
        Tail tail = new Tail(new KafkaConsumer<>(reading, bytes, bytes), events);
        try {
            tail.seek(from);
            return tail;
        } catch (RuntimeException e) {
            tail.close();
            throw e instanceof KafkaException ? new LogUnknown("Kafka does not tell what is on the log", e) : e;
        }
    }

    /** The claims that are not settled for certain, as far as they are read. */
    final class Tail implements AutoCloseable {
        private final Consumer<byte[], byte[]> consumer;
        private final Set<Long> events;
        private final Map<Long, List<HeldClaim>> claims = new HashMap<>();

        private Tail(Consumer<byte[], byte[]> consumer, Set<Long> events) {
            this.consumer = consumer;
            this.events = events;
        }

        private void seek(Map<TopicPartition, Long> from) {
            Set<TopicPartition> partitions = consumer.partitionsFor(ClaimGranted.TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .collect(Collectors.toSet());
            if (partitions.isEmpty()) {
                throw new LogUnknown("The topic " + ClaimGranted.TOPIC + " is not there", null);
            }
            consumer.assign(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = ends();
            partitions.forEach(partition -> {
                long settled = from.getOrDefault(partition, 0L);
                if (settled > ends.get(partition)) {
                    throw new LogUnknown(
                            "Kafka has lost the end of " + partition + ", which was settled already", null);
                }
                consumer.seek(partition, Math.max(begins.get(partition), settled));
            });
        }

        /**
         * Reads on to the present end of the log, and returns all that was read so far, by event. A record that cannot be read is left
         * out; notification-service files it.
         *
         * @throws LogUnknown when Kafka does not tell all of it
         */
        Map<Long, List<HeldClaim>> readToEnd() {
            try {
                Map<TopicPartition, Long> ends = ends();
                long lastProgress = System.nanoTime();
                while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                    var records = consumer.poll(POLL);
                    for (ConsumerRecord<byte[], byte[]> record : records) {
                        collect(record);
                    }
                    if (!records.isEmpty()) {
                        lastProgress = System.nanoTime();
                    } else if (System.nanoTime() - lastProgress > STUCK.toNanos()) {
                        throw new LogUnknown("Kafka stopped before the end of the log", null);
                    }
                }
                return claims;
            } catch (KafkaException e) {
                throw new LogUnknown("Kafka does not tell what is on the log", e);
            }
        }

        /**
         * Where the log ends. An answer that took long means that Kafka stood still, and what was sent to it meanwhile may arrive only now;
         * so it is asked again until it answers promptly.
         */
        private Map<TopicPartition, Long> ends() {
            Set<TopicPartition> partitions = consumer.assignment();
            while (true) {
                long asked = System.nanoTime();
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                if (System.nanoTime() - asked < PROMPT.toNanos()) {
                    return ends;
                }
            }
        }

        private void collect(ConsumerRecord<byte[], byte[]> record) {
            try {
                ClaimGranted claim = record.value() == null ? null : json.readValue(record.value());
                if (claim != null && events.contains(claim.eventId())) {
                    claims.computeIfAbsent(claim.eventId(), id -> new ArrayList<>())
                            .add(new HeldClaim(
                                    claim.user(),
                                    claim.rank(),
                                    claim.unit(),
                                    claim.grantedAt(),
                                    claim.language() == null ? Language.EN : claim.language()));
                }
            } catch (IOException notAClaim) {
                log.warn(
                        "Not a claim, and left out: {} partition {} offset {}",
                        record.topic(),
                        record.partition(),
                        record.offset());
            }
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
