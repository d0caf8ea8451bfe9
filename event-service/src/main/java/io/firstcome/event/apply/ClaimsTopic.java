package io.firstcome.event.apply;

import io.firstcome.contracts.claim.ClaimGranted;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.support.ProducerListener;

/** Makes the topic of claims when it is not there; failed sends are logged by {@link ClaimPublisher}, once for a batch. */
@Configuration(proxyBeanMethods = false)
class ClaimsTopic {

    @Bean
    NewTopic claims(@Value("${firstcome.kafka.replication}") int replication) {
        return TopicBuilder.name(ClaimGranted.TOPIC)
                .partitions(ClaimGranted.PARTITIONS)
                .replicas(replication)
                .configs(ClaimGranted.topicSettings(replication))
                .build();
    }

    @Bean
    ProducerListener<Object, Object> quiet() {
        return new ProducerListener<>() {};
    }
}
