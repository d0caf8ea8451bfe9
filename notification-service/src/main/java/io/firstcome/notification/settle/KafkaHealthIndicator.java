package io.firstcome.notification.settle;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Up when Kafka answers and the listener has been started. */
@Component
class KafkaHealthIndicator extends AbstractHealthIndicator implements DisposableBean {

    private static final int PATIENCE_MILLIS = 1000;

    private final KafkaListenerEndpointRegistry listeners;
    private final Map<String, Object> configuration;
    private Admin admin;

    KafkaHealthIndicator(KafkaListenerEndpointRegistry listeners, KafkaAdmin kafka) {
        super("Kafka does not answer");
        this.listeners = listeners;
        this.configuration = kafka.getConfigurationProperties();
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws Exception {
        admin().describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MILLIS))
                .clusterId()
                .get(2 * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        boolean listening = listeners.getListenerContainer(ClaimListener.ID).isRunning();
        health.status(listening ? "UP" : "DOWN").withDetail("listening", listening);
    }

    @Override
    public synchronized void destroy() {
        if (admin != null) {
            admin.close(Duration.ofMillis(PATIENCE_MILLIS));
        }
    }

    /** One connection for all questions, made at the first. */
    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(configuration);
        }
        return admin;
    }
}
