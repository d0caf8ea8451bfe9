package io.firstcome.notification.settle;

import io.firstcome.contracts.claim.ClaimGranted;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/** What Kafka needs beyond the settings in {@code application.yml}. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    private static final Logger log = LoggerFactory.getLogger(KafkaConfiguration.class);

    @Bean
    NewTopic claimsTopic(SettleProperties properties) {
        return new NewTopic(ClaimGranted.TOPIC, ClaimGranted.PARTITIONS, properties.replication())
                .configs(ClaimGranted.topicSettings(properties.replication()));
    }

    /** Its records may be larger than those of {@code claims}, by the headers that are added to them. */
    @Bean
    NewTopic deadLetterTopic(SettleProperties properties) {
        return new NewTopic(ClaimGranted.DEAD_LETTER_TOPIC, ClaimGranted.PARTITIONS, properties.replication())
                .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(2 << 20)));
    }

    /**
     * A batch that fails is tried again for ever, with the consumer paused and still polling, so that it keeps its
     * partitions. Every exception is an outage here: poison has been sorted out before, and to skip a batch for an
     * exception that nobody thought of would lose claims. So no exception may count as fatal, and there is no recoverer
     * that could be reached.
     */
    @Bean
    DefaultErrorHandler tryForEver(SettleProperties properties) {
        DefaultErrorHandler handler = new DefaultErrorHandler(
                (record, cause) -> {
                    throw new IllegalStateException("a batch is never given up", cause);
                },
                pauses(properties));
        handler.setClassifications(Map.of(), true);
        handler.setRetryListeners(new Warning());
        return handler;
    }

    static BackOff pauses(SettleProperties properties) {
        ExponentialBackOff pauses = new ExponentialBackOff();
        pauses.setInitialInterval(properties.retryFirst().toMillis());
        pauses.setMaxInterval(properties.retryLongest().toMillis());
        pauses.setMultiplier(2);
        return pauses;
    }

    private static final class Warning implements RetryListener {

        @Override
        public void failedDelivery(ConsumerRecords<?, ?> batch, Exception cause, int attempt) {
            log.warn("{} records are not settled yet, try {}", batch.count(), attempt, cause);
        }

        @Override
        public void failedDelivery(ConsumerRecord<?, ?> single, Exception cause, int attempt) {
            throw new UnsupportedOperationException("the listener takes batches");
        }
    }
}
