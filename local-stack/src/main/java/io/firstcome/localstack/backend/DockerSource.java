package io.firstcome.localstack.backend;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.testcontainers.DockerClientFactory;

/** Backends from containers, by Testcontainers. */
final class DockerSource implements BackendSource {
    private final TemporaryHome temporary = TemporaryHome.create();

    private DockerSource() {}

    /** @throws IllegalStateException when there is no Docker daemon or no Testcontainers: asked for, so never skipped */
    static BackendSource connect() {
        return connect(() -> DockerClientFactory.instance().isDockerAvailable());
    }

    static BackendSource connect(BooleanSupplier daemon) {
        boolean available;
        try {
            available = daemon.getAsBoolean();
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    Backends.CHOICE + "=docker needs org.testcontainers:testcontainers on the test's class path", e);
        }
        if (!available) {
            throw new IllegalStateException(Backends.CHOICE
                    + "=docker was asked for, and no Docker daemon answers (DOCKER_HOST, /var/run/docker.sock)");
        }
        return new DockerSource();
    }

    @Override
    public Backend start(Part part) {
        var backend = switch (part) {
            case REDIS -> new DockerRedis(FreePorts.next());
            case KAFKA -> new DockerKafka(FreePorts.next());
            case DATABASE -> new DockerDatabase(FreePorts.next());
            case MAILBOX -> new DockerMailbox(FreePorts.next(), FreePorts.next());
        };
        backend.start();
        return backend;
    }

    @Override
    public Path folder() {
        return temporary.folder();
    }

    @Override
    public void close() {
        temporary.close();
    }
}
