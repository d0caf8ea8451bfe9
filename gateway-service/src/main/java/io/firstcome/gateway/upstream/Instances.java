package io.firstcome.gateway.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.LoadBalancerUriTools;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/**
 * Sends a call for {@code http://<service>/…} to one of the service's instances: the one with the fewest calls under way, in turn among
 * equals. One that does not answer is put aside for a while, if there is another: the registry takes many seconds to notice
 * that an instance is dead, and each call to it is lost meanwhile. A call is never sent twice.
 */
final class Instances implements ExchangeFilterFunction {

    private static final Logger log = LoggerFactory.getLogger(Instances.class);
    private static final Duration ASIDE = Duration.ofSeconds(5);

    private final Function<String, List<ServiceInstance>> registry;
    private final LongSupplier nanoClock;
    private final AtomicInteger turn = new AtomicInteger();
    /** What is known of each, by its address; addresses come and go. */
    private final Cache<String, Record> records =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(10)).build();

    /**
     * @param registry  gives the instances of a service, from memory
     * @param nanoClock a monotonic clock in nanoseconds
     */
    Instances(Function<String, List<ServiceInstance>> registry, LongSupplier nanoClock) {
        this.registry = registry;
        this.nanoClock = nanoClock;
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return Mono.defer(() -> {
            String service = request.url().getHost();
            ServiceInstance instance = choose(registry.apply(service));
            if (instance == null) {
                return Mono.error(new IOException("no instance of " + service + " is registered"));
            }
            Record record = record(instance);
            URI url = LoadBalancerUriTools.reconstructURI(instance, request.url());
            record.underWay.incrementAndGet();
            return next.exchange(ClientRequest.from(request).url(url).build())
                    .doOnError(e -> putAside(service, instance, record, e.toString()))
                    // Nobody but a time-out cancels a call.
                    .doOnCancel(() -> putAside(service, instance, record, "no answer in time"))
                    .doFinally(end -> record.underWay.decrementAndGet());
        });
    }

    private ServiceInstance choose(List<ServiceInstance> instances) {
        int size = instances.size();
        int first = size < 2 ? 0 : Math.floorMod(turn.getAndIncrement(), size);
        ServiceInstance best = null;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            ServiceInstance instance = instances.get((first + i) % size);
            Record record = record(instance);
            long burden = record.underWay.get() + (record.isAside(nanoClock.getAsLong()) ? Integer.MAX_VALUE : 0L);
            if (burden < least) {
                least = burden;
                best = instance;
            }
        }
        return best;
    }

    private void putAside(String service, ServiceInstance instance, Record record, String why) {
        record.aside = true;
        record.asideUntil = nanoClock.getAsLong() + ASIDE.toNanos();
        log.warn(
                "{} at {}:{} is put aside for {} s: {}",
                service,
                instance.getHost(),
                instance.getPort(),
                ASIDE.toSeconds(),
                why);
    }

    private Record record(ServiceInstance instance) {
        return records.get(instance.getHost() + ":" + instance.getPort(), address -> new Record());
    }

    private static final class Record {
        private final AtomicInteger underWay = new AtomicInteger();
        private volatile long asideUntil;
        private volatile boolean aside;

        boolean isAside(long now) {
            if (aside && asideUntil - now <= 0) {
                aside = false;
            }
            return aside;
        }
    }
}
