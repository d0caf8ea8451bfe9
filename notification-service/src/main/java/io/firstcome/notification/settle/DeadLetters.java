package io.firstcome.notification.settle;

import io.firstcome.contracts.claim.ClaimGranted;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.stereotype.Component;

/**
 * The topic of records that cannot be read. Each bears spring-kafka's headers about where it came from and why it is here;
 * a batch that is redelivered may bring one twice, with the same original topic, partition and offset.
 */
@Component
class DeadLetters {

    /** With the headers that are added to it, it is less than the topic takes. */
    private static final int LARGEST = 1 << 20;

    private static final int BEGINNING = 64 * 1024;

    private final DeadLetterPublishingRecoverer publisher;

    DeadLetters(KafkaTemplate<?, ?> kafka) {
        publisher = new DeadLetterPublishingRecoverer(
                kafka, (poison, cause) -> new TopicPartition(ClaimGranted.DEAD_LETTER_TOPIC, poison.partition()));
        publisher.setFailIfSendResultIsError(true);
        publisher.excludeHeader(DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd.EX_STACKTRACE);
    }

    /**
     * Sends a batch's poison and waits until Kafka has it.
     *
     * @throws RuntimeException when Kafka has not; the batch must be tried again
     */
    void send(Batch batch) {
        for (int i = 0; i < batch.poison().size(); i++) {
            String cause = batch.poison().get(i).cause();
            publisher.accept(fitting(batch.poisonSources().get(i)), new PoisonException(cause));
        }
    }

    /**
     * Compressed, a record may be far larger than its topic seems to allow. Such a one goes with the beginning of its value alone, for it would
     * be refused, and its batch come again for ever.
     */
    private static ConsumerRecord<byte[], byte[]> fitting(ConsumerRecord<byte[], byte[]> poison) {
        if (size(poison) <= LARGEST) {
            return poison;
        }
        byte[] value = poison.value() == null ? new byte[0] : poison.value();
        byte[] beginning = Arrays.copyOf(value, Math.min(value.length, BEGINNING));
        return new ConsumerRecord<>(
                poison.topic(),
                poison.partition(),
                poison.offset(),
                poison.timestamp(),
                poison.timestampType(),
                ConsumerRecord.NULL_SIZE,
                beginning.length,
                null,
                beginning,
                new RecordHeaders(),
                poison.leaderEpoch());
    }

    private static long size(ConsumerRecord<byte[], byte[]> poison) {
        long size = Math.max(0, poison.serializedKeySize()) + Math.max(0, poison.serializedValueSize());
        for (Header header : poison.headers()) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    /** Names the cause in the headers; never thrown. */
    private static final class PoisonException extends RuntimeException {
        PoisonException(String cause) {
            super(cause, null, false, false);
        }
    }
}
