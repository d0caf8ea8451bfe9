package io.firstcome.localstack.launch;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The services of the suite, in the order in which they end; the last is the first to start. */
public enum Service {
    GATEWAY("gateway-service", 8080),
    EVENT("event-service", 8082),
    STOCK("stock-service", 8083),
    NOTIFICATION("notification-service", 8084),
    AUTH("auth-service", 8081),
    DISCOVERY("discovery-service", 8761);

    private final String id;
    private final int port;

    Service(String id, int port) {
        this.id = id;
        this.port = port;
    }

    /** Folder, artifact and Eureka id. */
    public String id() {
        return id;
    }

    /** The port of its first instance, unless free ports are used. */
    public int port() {
        return port;
    }

    /** @throws LaunchException when there is no such service */
    static Service of(String id) {
        return Arrays.stream(values())
                .filter(service -> service.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new LaunchException("there is no service '" + id + "'; there are "
                        + Arrays.stream(values()).map(Service::id).collect(Collectors.joining(", "))));
    }
}
