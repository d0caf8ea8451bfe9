package io.firstcome.localstack.launch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All JVMs of the services. */
final class Instances {
    /** What takes requests ends first, what the others ask ends later. */
    private static final List<List<Service>> ORDER_OF_ENDING = List.of(
            List.of(Service.GATEWAY),
            List.of(Service.EVENT),
            List.of(Service.STOCK, Service.NOTIFICATION, Service.AUTH),
            List.of(Service.DISCOVERY));

    private final Map<Service, List<Instance>> instances = new EnumMap<>(Service.class);

    Instances(SuiteBuilder plan, Http http) {
        plan.ports().services().forEach((service, taken) -> {
            var list = new ArrayList<Instance>();
            for (int number = 1; number <= taken.size(); number++) {
                int port = taken.get(number - 1);
                var log = plan.layout().log(service, number);
                var temporary = plan.layout().temporary(service, number);
                list.add(new Instance(service, number, port, plan.registered(service, port), log, temporary, http));
            }
            instances.put(service, list);
        });
    }

    /** One instance of a service, the first being 1. */
    Instance get(Service service, int number) {
        var list = instances.get(service);
        if (number < 1 || number > list.size()) {
            throw new IllegalArgumentException("there is no instance " + number + " of " + service.id());
        }
        return list.get(number - 1);
    }

    Stream<Instance> all() {
        return instances.values().stream().flatMap(List::stream);
    }

    /** Ends all that run, in an orderly way. */
    void end(Progress progress) {
        for (var group : ORDER_OF_ENDING) {
            Parallel.run(all().filter(instance -> group.contains(instance.service()) && instance.running())
                    .<Runnable>map(instance -> () -> progress.say(
                            instance + (instance.stop() ? " ended" : " did not end in time and was killed")))
                    .toList());
        }
    }
}
