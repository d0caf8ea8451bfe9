package io.firstcome.kit.registry;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.netflix.eureka.serviceregistry.EurekaAutoServiceRegistration;
import org.springframework.context.SmartLifecycle;

/**
 * At the end of a process, before it stops to take requests: says goodbye to the registry, and waits until callers have
 * heard of it. Otherwise they would go on to call an instance that no longer listens.
 */
final class LeaveFirst implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LeaveFirst.class);

    private final EurekaAutoServiceRegistration registration;
    private final Duration leaveTime;
    private volatile boolean running;

    LeaveFirst(EurekaAutoServiceRegistration registration, Duration leaveTime) {
        this.registration = registration;
        this.leaveTime = leaveTime;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        try {
            registration.stop();
        } catch (RuntimeException e) {
            log.warn("The registry could not be told of the end: {}", e.toString());
        }
        CompletableFuture.delayedExecutor(leaveTime.toMillis(), TimeUnit.MILLISECONDS)
                .execute(callback);
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The first to stop, before the web server finishes what is in flight. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
