package io.firstcome.localstack.backend;

import java.nio.file.Path;

/** Backends from jars, in a temporary folder. */
final class EmbeddedSource implements BackendSource {
    private final TemporaryHome temporary = TemporaryHome.create();

    @Override
    public Backend start(Part part) {
        return switch (part) {
            case REDIS -> RedisBackend.start(temporary.home(), FreePorts.next());
            case KAFKA -> KafkaBackend.start(temporary.home(), FreePorts.next());
            case DATABASE -> MariaDbBackend.start(temporary.home(), FreePorts.next(), "test");
            case MAILBOX -> MailboxBackend.start(FreePorts.next(), FreePorts.next());
        };
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
