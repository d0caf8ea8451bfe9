package io.firstcome.notification.settle;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Makes the topics, then starts the listener. While Kafka is away it tries again each second, in the background: the service
 * is up by then and says that it is not ready. It is the last to start and the first to stop.
 */
@Component
class ClaimTopics implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ClaimTopics.class);

    private final KafkaAdmin admin;
    private final KafkaListenerEndpointRegistry listeners;
    private ScheduledExecutorService attempts;

    ClaimTopics(KafkaAdmin admin, KafkaListenerEndpointRegistry listeners) {
        this.admin = admin;
        this.listeners = listeners;
    }

    @Override
    public synchronized void start() {
        attempts = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("claim-topics").daemon().factory());
        attempts.scheduleWithFixedDelay(this::attempt, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void stop() {
        attempts.shutdownNow();
    }

    @Override
    public synchronized boolean isRunning() {
        return attempts != null && !attempts.isShutdown();
    }

    private void attempt() {
        try {
            if (admin.initialize()) {
                startListener();
            }
        } catch (RuntimeException e) {
            log.warn("The topics cannot be made, or not be listened to, yet: {}", e.toString());
        }
    }

    private synchronized void startListener() {
        if (isRunning()) {
            listeners.getListenerContainer(ClaimListener.ID).start();
            attempts.shutdown();
        }
    }
}
