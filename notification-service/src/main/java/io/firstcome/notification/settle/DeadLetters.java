package io.firstcome.notification.settle;

import io.firstcome.contracts.claim.ClaimGranted;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.stereotype.Component;

/**
 * The topic of records that cannot be read. Each bears spring-kafka's headers about where it came from and why it is here;
 * a batch that is redelivered may bring one twice, with the same original topic, partition and offset.
 */
@Component
class DeadLetters {

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
            publisher.accept(batch.poisonSources().get(i), new PoisonException(cause));
        }
    }

    /** Names the cause in the headers; never thrown. */
    private static final class PoisonException extends RuntimeException {
        PoisonException(String cause) {
            super(cause, null, false, false);
        }
    }
}
