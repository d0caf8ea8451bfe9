package io.firstcome.localstack.launch;

import io.firstcome.localstack.backend.AtExit;
import io.firstcome.localstack.backend.Backend;
import io.firstcome.localstack.backend.Home;
import io.firstcome.localstack.backend.KafkaBackend;
import io.firstcome.localstack.backend.MailboxBackend;
import io.firstcome.localstack.backend.MariaDbBackend;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.ProcessBackend;
import io.firstcome.localstack.backend.RedisBackend;
import io.firstcome.localstack.backend.ServerProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The backends of a suite. */
public final class SuiteBackends {
    private final Map<Part, Backend> running = new ConcurrentHashMap<>();
    private final Home home;
    private final Ports ports;
    private final Detours detours;
    private final Consumer<ServerProcess> died;

    /** @param died is told of an end, though not of one that came from here; an outage that a test makes counts as one */
    SuiteBackends(Home home, Ports ports, Detours detours, Consumer<ServerProcess> died) {
        this.died = died;
        this.detours = detours;
        this.home = home;
        this.ports = ports;
    }

    void start(Part part, String databasePassword) {
        var backend = switch (part) {
            case REDIS -> RedisBackend.start(home, ports.redis());
            case KAFKA -> KafkaBackend.start(home, ports.kafka(), detours.port(part, ports.kafka()));
            case DATABASE -> MariaDbBackend.start(home, ports.mariadb(), databasePassword);
            case MAILBOX -> MailboxBackend.start(ports.smtp(), ports.mailbox());
        };
        AtExit.closed(backend); // the suite closes it, after the services
        running.put(part, backend);
        if (backend instanceof ProcessBackend server) {
            server.process().ifPresent(process -> process.onExit(() -> died.accept(process)));
        }
    }

    /** By which services find those that run. */
    Map<String, String> environment() {
        var environment = new HashMap<String, String>();
        running.forEach((part, backend) -> environment.putAll(detours.applied(part, backend.environment())));
        return environment;
    }

    void close() {
        List<Runnable> ends = new ArrayList<>();
        running.values().forEach(backend -> ends.add(backend::close));
        running.clear();
        Parallel.run(ends);
    }

    public RedisBackend redis() {
        return (RedisBackend) part(Part.REDIS);
    }

    public KafkaBackend kafka() {
        return (KafkaBackend) part(Part.KAFKA);
    }

    public MariaDbBackend database() {
        return (MariaDbBackend) part(Part.DATABASE);
    }

    public MailboxBackend mailbox() {
        return (MailboxBackend) part(Part.MAILBOX);
    }

    private Backend part(Part part) {
        var backend = running.get(part);
        if (backend == null) {
            throw new IllegalStateException(part + " is not one of this suite's own");
        }
        return backend;
    }
}
