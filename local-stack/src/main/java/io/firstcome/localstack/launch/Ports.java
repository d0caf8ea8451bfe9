package io.firstcome.localstack.launch;

import io.firstcome.localstack.backend.FreePorts;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.Sockets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Who listens where, all on 127.0.0.1 (the gateway on every address).
 *
 * @param services the ports of a service's instances, first instance first
 */
record Ports(int redis, int kafka, int mariadb, int smtp, int mailbox, Map<Service, List<Integer>> services) {
    private static final int NEXT_INSTANCE = 10;

    /** The ports a person expects; further instances of a service are 10 apart. */
    static Ports standard(Map<Service, Integer> instances) {
        Map<Service, List<Integer>> services = new EnumMap<>(Service.class);
        for (var service : Service.values()) {
            services.put(
                    service,
                    IntStream.range(0, instances.getOrDefault(service, 1))
                            .mapToObj(i -> service.port() + i * NEXT_INSTANCE)
                            .toList());
        }
        return new Ports(6379, 9092, 3306, 1025, 8025, services);
    }

    /** Any ports that are free now. */
    static Ports free(Map<Service, Integer> instances) {
        Map<Service, List<Integer>> services = new EnumMap<>(Service.class);
        for (var service : Service.values()) {
            services.put(
                    service,
                    IntStream.range(0, instances.getOrDefault(service, 1))
                            .mapToObj(i -> FreePorts.next())
                            .toList());
        }
        return new Ports(
                FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next(), services);
    }

    int of(Part part) {
        return switch (part) {
            case REDIS -> redis;
            case KAFKA -> kafka;
            case DATABASE -> mariadb;
            case MAILBOX -> smtp;
        };
    }

    int of(Service service, int instance) {
        return services.get(service).get(instance - 1);
    }

    String urlOf(Service service) {
        return "http://localhost:" + of(service, 1);
    }

    /** @throws LaunchException naming every port that somebody else listens on, and who of the suite needs it */
    void requireFree() {
        var taken = new ArrayList<String>();
        needs().forEach((port, who) -> {
            if (!Sockets.isFree(port)) {
                taken.add(port + " (" + who + ")");
            }
        });
        if (!taken.isEmpty()) {
            throw new LaunchException((taken.size() == 1 ? "this port is taken: " : "these ports are taken: ")
                    + String.join(", ", taken)
                    + "; end what listens there (lsof -i :<port> names it) and run again, or let the suite use your own"
                    + " Redis, Kafka or MySQL: ./run --help");
        }
    }

    private Map<Integer, String> needs() {
        var needs = new LinkedHashMap<Integer, String>();
        for (var service : Service.values()) {
            services.get(service).forEach(port -> needs.put(port, service.id()));
        }
        needs.put(redis, "Redis");
        needs.put(kafka, "Kafka");
        needs.put(mariadb, "MariaDB");
        needs.put(smtp, "mailbox, SMTP");
        needs.put(mailbox, "mailbox, web page");
        return needs;
    }
}
