package io.firstcome.localstack.launch;

import io.firstcome.localstack.backend.Part;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * By which ports services come to the backends, where these are not the backends' own.
 *
 * @param ports of the backends that have such a port
 */
record Detours(Map<Part, Integer> ports) {

    /** Asks for the other ports, now that the own ones are known. */
    static Detours of(Map<Part, IntUnaryOperator> others, Ports own) {
        var ports = new EnumMap<Part, Integer>(Part.class);
        others.forEach((part, other) -> ports.put(part, other.applyAsInt(own.of(part))));
        return new Detours(ports);
    }

    /** The port by which services come. */
    int port(Part part, int own) {
        return ports.getOrDefault(part, own);
    }

    /** The settings of a backend, with the other port in them. */
    Map<String, String> applied(Part part, Map<String, String> settings) {
        var port = ports.get(part);
        if (port == null) {
            return settings;
        }
        var applied = new HashMap<>(settings);
        switch (part) {
            case REDIS -> applied.put("FIRSTCOME_REDIS_URL", "redis://127.0.0.1:" + port);
            case KAFKA -> applied.put("FIRSTCOME_KAFKA", "127.0.0.1:" + port);
            case DATABASE -> applied.put("FIRSTCOME_MYSQL", "127.0.0.1:" + port);
            case MAILBOX -> applied.put("FIRSTCOME_SMTP_PORT", String.valueOf(port));
        }
        return applied;
    }
}
