package io.firstcome.localstack.backend;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The one door of tests to real backends: a set per JVM, each part started when it is first asked for, on free ports, with data that is deleted
 * at the end. The system property {@code firstcome.backends} chooses what they are: {@code embedded} (from jars, the default) or
 * {@code docker} (containers; without a Docker daemon that is an error).
 */
public final class Backends implements AutoCloseable {
    /** The system property that chooses. */
    public static final String CHOICE = "firstcome.backends";

    private static Backends shared;

    private final BackendSource source;
    private final Map<Part, CompletableFuture<Backend>> parts = new HashMap<>();
    private final TestSecrets secrets;

    private Backends(BackendSource source) {
        this.source = source;
        this.secrets = TestSecrets.in(source.folder());
    }

    /** The set of this JVM. */
    public static synchronized Backends shared() {
        if (shared == null) {
            shared = new Backends(BackendSource.chosen(System.getProperty(CHOICE, "embedded")));
            AtExit.close(shared);
        }
        return shared;
    }

    public Redis redis() {
        return (Redis) part(Part.REDIS);
    }

    public Kafka kafka() {
        return (Kafka) part(Part.KAFKA);
    }

    public Database database() {
        return (Database) part(Part.DATABASE);
    }

    public Mailbox mailbox() {
        return (Mailbox) part(Part.MAILBOX);
    }

    /**
     * Starts these parts, at the same time, unless they run already, and returns the settings (SPEC names, {@code FIRSTCOME_…}) by which a
     * service finds them, along with test secrets: service token, signing key file, data and hash key; no Eureka, any free port.
     */
    public Map<String, String> environment(Part... wanted) {
        var environment = new HashMap<>(secrets.environment());
        var starting = List.of(wanted).stream().map(this::future).toList();
        for (var part : starting) {
            environment.putAll(join(part).environment());
        }
        return Map.copyOf(environment);
    }

    private Backend part(Part part) {
        return join(future(part));
    }

    /** A start that failed is tried again only by a new JVM: the tests that follow fail fast with the same cause. */
    private CompletableFuture<Backend> future(Part part) {
        synchronized (parts) {
            return parts.computeIfAbsent(part, missing -> {
                var started = new CompletableFuture<Backend>();
                Thread.ofPlatform().daemon().name("start-" + missing).start(() -> {
                    try {
                        var backend = source.start(missing);
                        AtExit.closed(backend); // ours now
                        started.complete(backend);
                    } catch (Throwable e) {
                        started.completeExceptionally(e);
                    }
                });
                return started;
            });
        }
    }

    private static Backend join(CompletableFuture<Backend> part) {
        try {
            return part.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Ends all and deletes their data. */
    @Override
    public void close() {
        synchronized (parts) {
            for (var part : EnumSet.allOf(Part.class)) {
                var started = parts.remove(part);
                if (started != null
                        && started.handle((backend, failure) -> backend != null).join()) {
                    var backend = started.join();
                    backend.kill();
                    backend.close();
                }
            }
        }
        source.close();
    }

    @Override
    public String toString() {
        return "shared backends";
    }
}
