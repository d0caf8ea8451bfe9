package io.firstcome.kit.registry;

import java.net.InetAddress;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.netflix.eureka.EurekaClientAutoConfiguration;
import org.springframework.cloud.netflix.eureka.serviceregistry.EurekaAutoServiceRegistration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Eureka, which every service registers with, or DNS in its place: {@code FIRSTCOME_REGISTRY}. */
@AutoConfiguration(after = EurekaClientAutoConfiguration.class)
@EnableConfigurationProperties(RegistryProperties.class)
public class RegistryAutoConfiguration {

    @Bean
    @ConditionalOnBean(EurekaAutoServiceRegistration.class)
    LeaveFirst leaveFirst(
            EurekaAutoServiceRegistration registration, @Value("${firstcome.leave-time}") Duration leaveTime) {
        return new LeaveFirst(registration, leaveTime);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "firstcome.registry.kind", havingValue = "dns")
    static class ByDns {

        @Bean(initMethod = "start")
        DnsRegistry dnsRegistry(RegistryProperties properties) {
            return new DnsRegistry(properties, InetAddress::getAllByName);
        }

        @Bean
        DnsRegistryReactive dnsRegistryReactive(DnsRegistry registry) {
            return new DnsRegistryReactive(registry);
        }
    }
}
