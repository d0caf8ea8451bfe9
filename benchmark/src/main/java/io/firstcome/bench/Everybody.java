package io.firstcome.bench;

import io.firstcome.bench.floor.Floors;
import io.firstcome.bench.probe.Processes;
import io.firstcome.localstack.backend.Backend;
import io.firstcome.localstack.backend.ProcessBackend;
import io.firstcome.localstack.launch.Service;
import io.firstcome.localstack.launch.Suite;
import java.util.List;

/** All processes of a run. */
final class Everybody {
    private static final List<Service> SERVICES = List.of(
            Service.GATEWAY, Service.EVENT, Service.STOCK, Service.NOTIFICATION, Service.AUTH, Service.DISCOVERY);

    private Everybody() {}

    /** @param floors may be null */
    static Processes of(Suite suite, Floors floors) {
        var processes = new Processes();
        for (var service : SERVICES) {
            processes.add(service.id().replace("-service", ""), suite.pidOf(service, 1));
        }
        var backends = suite.backends();
        add(processes, "redis", backends.redis());
        add(processes, "kafka", backends.kafka());
        add(processes, Processes.DATABASE, backends.database());
        if (floors != null) {
            processes.add("floor gateway", floors.gatewayPid());
            processes.add("floor tomcat", floors.tomcatPid());
        }
        processes.add(Processes.THIS, ProcessHandle.current().pid());
        return processes;
    }

    private static void add(Processes processes, String name, Backend backend) {
        if (backend instanceof ProcessBackend server) {
            server.process().ifPresent(process -> processes.add(name, process.pid()));
        }
    }
}
