package io.firstcome.kit.registry;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import reactor.core.publisher.Flux;

/** The same for Spring Cloud's load balancer, which asks in this way. */
record DnsRegistryReactive(DnsRegistry registry) implements ReactiveDiscoveryClient {

    @Override
    public Flux<ServiceInstance> getInstances(String service) {
        return Flux.defer(() -> Flux.fromIterable(registry.getInstances(service)));
    }

    @Override
    public Flux<String> getServices() {
        return Flux.defer(() -> Flux.fromIterable(registry.getServices()));
    }

    @Override
    public String description() {
        return registry.description();
    }
}
