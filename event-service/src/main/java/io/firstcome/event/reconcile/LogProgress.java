package io.firstcome.event.reconcile;

import io.firstcome.contracts.claim.ClaimGranted;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** How far the claims on the log are settled. What lies beyond that is under way, however long it takes. */
@Component
class LogProgress {

    private static final Logger log = LoggerFactory.getLogger(LogProgress.class);

    /** The consumer group that settles; it commits an offset once all before it is in MySQL, as a claim or as a failure. */
    private static final String SETTLED_BY = "notification-service";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** The client's own is endless: when a call is given up at the moment in which it ends, the client sleeps on for up to five minutes. */
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Map<String, Object> settings;

    LogProgress(KafkaAdmin kafka) {
        this.settings = new HashMap<>(kafka.getConfigurationProperties());
        settings.put("request.timeout.ms", (int) PATIENCE.toMillis());
        settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
    }

    /** Returns where each partition of the log ends now; nothing when Kafka does not tell. */
    Map<TopicPartition, Long> end() {
        return ask(Map.of(), admin -> {
            var partitions = inTime(
                            admin.describeTopics(List.of(ClaimGranted.TOPIC)).allTopicNames())
                    .get(ClaimGranted.TOPIC)
                    .partitions()
                    .stream()
                    .map(partition -> new TopicPartition(ClaimGranted.TOPIC, partition.partition()))
                    .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
            return inTime(admin.listOffsets(partitions).all()).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        });
    }

    /** Returns whether everything up to there is settled, perhaps a moment from now; false as well when that cannot be told. */
    boolean isSettledUpTo(Map<TopicPartition, Long> end) {
        if (end.isEmpty()) {
            return false;
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        return ask(false, admin -> {
            do {
                Map<TopicPartition, OffsetAndMetadata> settled =
                        inTime(admin.listConsumerGroupOffsets(SETTLED_BY).partitionsToOffsetAndMetadata());
                if (end.entrySet().stream().allMatch(one -> offset(settled.get(one.getKey())) >= one.getValue())) {
                    return true;
                }
                Thread.sleep(PAUSE);
            } while (System.nanoTime() - deadline < 0);
            return false;
        });
    }

    private static long offset(OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    /** Asks Kafka; answers otherwise when it does not tell. */
    private <T> T ask(T otherwise, Question<T> question) {
        try {
            Admin admin = Admin.create(settings);
            try {
                return question.ask(admin);
            } finally {
                admin.close(CLOSE);
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            log.debug("Kafka does not tell", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return otherwise;
    }

    private static <T> T inTime(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }
}
