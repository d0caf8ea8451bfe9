package io.firstcome.kit.registry;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.cloud.netflix.eureka.EurekaClientAutoConfiguration;
import org.springframework.cloud.netflix.eureka.serviceregistry.EurekaAutoServiceRegistration;
import org.springframework.context.annotation.Bean;

/** For every service that registers. */
@AutoConfiguration(after = EurekaClientAutoConfiguration.class)
public class RegistryAutoConfiguration {

    @Bean
    @ConditionalOnBean(EurekaAutoServiceRegistration.class)
    LeaveFirst leaveFirst(
            EurekaAutoServiceRegistration registration, @Value("${firstcome.leave-time}") Duration leaveTime) {
        return new LeaveFirst(registration, leaveTime);
    }
}
