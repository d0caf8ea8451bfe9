package io.firstcome.localstack.backend;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/** A container that keeps its port and its data when it is killed and started again, as a process would. */
abstract class ContainerBackend implements Backend {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final GenericContainer<?> container;

    /** @param ports of this machine (key) and of the container (value) */
    ContainerBackend(String image, Map<Integer, Integer> ports, Map<String, String> environment) {
        container = new GenericContainer<>(DockerImageName.parse(image)).withEnv(environment);
        container.setPortBindings(ports.entrySet().stream()
                .map(port -> "127.0.0.1:" + port.getKey() + ":" + port.getValue())
                .toList());
        // Whether it answers is asked below, of the first start and of every other alike.
        container.setWaitStrategy(new AbstractWaitStrategy() {
            @Override
            protected void waitUntilReady() {}
        });
    }

    final GenericContainer<?> container() {
        return container;
    }

    abstract boolean answers();

    @Override
    public final synchronized void start() {
        if (container.getContainerId() == null) {
            container.start();
        } else if (!container.isRunning()) {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        }
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(container.getDockerImageName() + " does not answer; its log ends: "
                        + List.of(container.getLogs().split("\\R")).reversed().stream()
                                .limit(5)
                                .toList());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    @Override
    public final synchronized void stop() {
        if (container.isRunning()) {
            container
                    .getDockerClient()
                    .stopContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    @Override
    public final synchronized void kill() {
        if (container.isRunning()) {
            container
                    .getDockerClient()
                    .killContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    @Override
    public final synchronized void close() {
        container.stop();
    }
}
