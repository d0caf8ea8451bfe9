package io.firstcome.gateway.caller;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** Makes the keys, fetched from the service that publishes them. */
@Configuration(proxyBeanMethods = false)
class KeysConfiguration {

    @Bean(destroyMethod = "stop")
    Keys keys(WebClient services, TokenProperties properties) {
        return new Keys(
                () -> services.get()
                        .uri(properties.keys())
                        .retrieve()
                        .bodyToMono(String.class)
                        .block(properties.keysTimeout()),
                properties.keysRefresh());
    }
}
