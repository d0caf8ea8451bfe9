package io.firstcome.kit.registry;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/**
 * Takes the addresses that the name of a service resolves to for its instances. They are looked up regularly and told from memory, so that
 * nobody waits for DNS. A name that does not resolve keeps the addresses it had: DNS may be away, and of no instances there is nothing to tell.
 */
final class DnsRegistry implements DiscoveryClient, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DnsRegistry.class);

    private final RegistryProperties properties;
    private final Resolver resolver;
    private final Map<String, List<ServiceInstance>> instances = new ConcurrentHashMap<>();
    private final ScheduledExecutorService regularly = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("registry").daemon().factory());

    /** Looks names up; {@link InetAddress#getAllByName} does so by DNS. */
    interface Resolver {
        InetAddress[] addressesOf(String name) throws UnknownHostException;
    }

    DnsRegistry(RegistryProperties properties, Resolver resolver) {
        this.properties = properties;
        this.resolver = resolver;
    }

    /** Looks all names up, and goes on to do so until {@link #close}. */
    void start() {
        refresh();
        long every = properties.refresh().toMillis();
        regularly.scheduleWithFixedDelay(this::refresh, every, every, TimeUnit.MILLISECONDS);
    }

    /** Looks all names up once. */
    void refresh() {
        properties.names().forEach(this::refresh);
    }

    private void refresh(String name) {
        try {
            List<ServiceInstance> found = Arrays.stream(resolver.addressesOf(name))
                    .map(DnsRegistry::host)
                    .distinct()
                    .sorted()
                    .map(host -> instance(name, host))
                    .toList();
            if (!found.equals(instances.put(name, found))) {
                log.info(
                        "{} is at {}",
                        name,
                        found.stream().map(ServiceInstance::getHost).toList());
            }
        } catch (UnknownHostException e) {
            log.debug("{} cannot be looked up, what was known is kept", name);
        } catch (RuntimeException e) {
            log.warn("{} could not be looked up, what was known is kept", name, e);
        }
    }

    private static String host(InetAddress address) {
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }

    private ServiceInstance instance(String name, String host) {
        return new DefaultServiceInstance(name + ":" + host, name, host, properties.port(), false);
    }

    @Override
    public List<ServiceInstance> getInstances(String service) {
        return instances.getOrDefault(service, List.of());
    }

    @Override
    public List<String> getServices() {
        return List.copyOf(instances.keySet());
    }

    @Override
    public String description() {
        return "Instances by DNS";
    }

    @Override
    public void close() {
        regularly.shutdownNow();
    }
}
