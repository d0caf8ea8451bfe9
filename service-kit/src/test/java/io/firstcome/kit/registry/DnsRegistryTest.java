package io.firstcome.kit.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstcome.kit.registry.RegistryProperties.Kind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.CommonsClientAutoConfiguration;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClientAutoConfiguration;
import org.springframework.cloud.commons.util.UtilAutoConfiguration;
import org.springframework.cloud.netflix.eureka.EurekaClientAutoConfiguration;
import org.springframework.cloud.netflix.eureka.EurekaClientConfigBean;
import org.springframework.cloud.netflix.eureka.EurekaDiscoveryClientConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

class DnsRegistryTest {

    private final Map<String, List<String>> names = new ConcurrentHashMap<>();
    private final DnsRegistry registry = new DnsRegistry(
            new RegistryProperties(Kind.DNS, List.of("near", "far"), 8080, Duration.ofSeconds(2)), this::resolve);

    @AfterEach
    void end() {
        registry.close();
    }

    @Test
    void everyAddressOfANameIsAnInstance() {
        names.put("near", List.of("127.0.0.3", "127.0.0.2", "::1", "127.0.0.2"));
        registry.refresh();
        assertThat(registry.getInstances("near"))
                .extracting(instance -> instance.getUri().toString())
                .containsExactly("http://127.0.0.2:8080", "http://127.0.0.3:8080", "http://[0:0:0:0:0:0:0:1]:8080");
        assertThat(registry.getInstances("far")).isEmpty();
        assertThat(registry.getServices()).containsExactly("near");
    }

    @Test
    void instancesComeAndGoWithTheirAddresses() {
        names.put("near", List.of("127.0.0.2"));
        registry.refresh();
        names.put("near", List.of("127.0.0.3"));
        registry.refresh();
        assertThat(hosts()).containsExactly("127.0.0.3");
    }

    @Test
    void whatWasKnownIsKeptWhileANameCannotBeLookedUp() {
        names.put("near", List.of("127.0.0.2"));
        registry.refresh();
        names.clear();
        registry.refresh();
        assertThat(hosts()).containsExactly("127.0.0.2");
    }

    @Test
    void oneSettingPutsItInThePlaceOfEureka() {
        try (var context = start("--FIRSTCOME_REGISTRY=dns", "--firstcome.registry.names=localhost")) {
            assertThat(context.getBeansOfType(EurekaClientConfigBean.class)).isEmpty();
            assertThat(context.getBean(DiscoveryClient.class).getInstances("localhost"))
                    .extracting(ServiceInstance::getPort)
                    .isNotEmpty()
                    .containsOnly(8080);
            assertThat(context.getBean(ReactiveDiscoveryClient.class)
                            .getInstances("localhost")
                            .collectList()
                            .block())
                    .isEqualTo(context.getBean(DiscoveryClient.class).getInstances("localhost"));
            assertThat(Security.getProperty("networkaddress.cache.ttl")).isEqualTo("1");
        }
    }

    @Test
    void anUnknownKindOfRegistryEndsTheStart() {
        assertThatThrownBy(() -> start("--FIRSTCOME_REGISTRY=zookeeper").close())
                .hasStackTraceContaining("firstcome.registry")
                .hasStackTraceContaining("zookeeper");
    }

    @Configuration
    @ImportAutoConfiguration({
        RegistryAutoConfiguration.class,
        UtilAutoConfiguration.class,
        CompositeDiscoveryClientAutoConfiguration.class,
        CommonsClientAutoConfiguration.class,
        EurekaClientAutoConfiguration.class,
        EurekaDiscoveryClientConfiguration.class
    })
    static class Service {}

    private static ConfigurableApplicationContext start(String... settings) {
        return new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.import=classpath:firstcome-defaults.yml")
                .properties("FIRSTCOME_SERVICE_TOKEN=0123456789012345678901234567890123456789")
                .run(settings);
    }

    private List<String> hosts() {
        return registry.getInstances("near").stream()
                .map(ServiceInstance::getHost)
                .toList();
    }

    private InetAddress[] resolve(String name) throws UnknownHostException {
        List<String> addresses = names.get(name);
        if (addresses == null) {
            throw new UnknownHostException(name);
        }
        InetAddress[] resolved = new InetAddress[addresses.size()];
        for (int i = 0; i < resolved.length; i++) {
            resolved[i] = InetAddress.getByName(addresses.get(i));
        }
        return resolved;
    }
}
