package io.firstcome.gateway.upstream;

import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Makes the client for the calls that the gateway makes itself: batches and keys. Routed requests have a client of their own. */
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

    private static final int CONNECT_TIMEOUT_MILLIS = 500;
    /** Batches under way are few, so are the connections. */
    private static final int MAX_CONNECTIONS = 64;
    /** Shorter than a service keeps an idle connection, so that none is used in the moment it is closed. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(30);
    /** A batch of answers. */
    private static final int MAX_REPLY_BYTES = 16 << 20;

    /** The client that takes {@code http://<service>/…} and asks one of the instances of the service. On the server's event loops. */
    @Bean
    WebClient services(DiscoveryClient registry, ReactorResourceFactory resources) {
        ConnectionProvider connections = ConnectionProvider.builder("upstream")
                .maxConnections(MAX_CONNECTIONS)
                .maxIdleTime(MAX_IDLE)
                .build();
        HttpClient http =
                HttpClient.create(connections).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS);
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MAX_REPLY_BYTES))
                .filter(new Instances(registry::getInstances, System::nanoTime))
                .build();
    }
}
