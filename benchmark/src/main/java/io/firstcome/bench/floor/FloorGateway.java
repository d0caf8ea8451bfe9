package io.firstcome.bench.floor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.codec.CodecsAutoConfiguration;
import org.springframework.boot.autoconfigure.netty.NettyAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.HttpHandlerAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.ReactiveWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.WebFluxAutoConfiguration;
import org.springframework.boot.autoconfigure.web.reactive.error.ErrorWebFluxAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.gateway.config.GatewayAutoConfiguration;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The least that a Spring Cloud Gateway does: its first filter answers a constant, and one route goes to a server that does nothing. A process
 * of its own, on the libraries and with the JVM flags of gateway-service.
 */
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    ConfigurationPropertiesAutoConfiguration.class,
    SslAutoConfiguration.class,
    NettyAutoConfiguration.class,
    CodecsAutoConfiguration.class,
    ReactiveWebServerFactoryAutoConfiguration.class,
    HttpHandlerAutoConfiguration.class,
    WebFluxAutoConfiguration.class,
    ErrorWebFluxAutoConfiguration.class,
    GatewayAutoConfiguration.class
})
class FloorGateway {

    static final String CONSTANT = "/constant";
    static final String NOOP = "/noop";

    /** As long as what the suite answers when an event is sold out. */
    static final byte[] BODY =
            "{\"type\":\"urn:firstcome:problem:sold-out\",\"title\":\"Sold out\",\"status\":409,\"code\":\"SOLD_OUT\",\"eventId\":1}"
                    .getBytes(UTF_8);

    /** @param arguments the port, and the address that the no-op is at */
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(FloorGateway.class)
                .web(WebApplicationType.REACTIVE)
                .properties(Map.of(
                        "server.port", arguments[0],
                        "server.address", "127.0.0.1",
                        "spring.main.banner-mode", "off",
                        "spring.config.location", "optional:classpath:/io/firstcome/bench/floor/",
                        "spring.cloud.gateway.server.webflux.httpclient.pool.type", "fixed",
                        "spring.cloud.gateway.server.webflux.httpclient.pool.max-connections", "256",
                        "noop", arguments[1]))
                .run();
    }

    @Bean
    RouteLocator routes(RouteLocatorBuilder builder, Environment settings) {
        return builder.routes()
                .route("noop", route -> route.path(NOOP).uri(settings.getRequiredProperty("noop")))
                .build();
    }

    @Bean
    WebFilter constant() {
        return new Constant();
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    private static final class Constant implements WebFilter {
        private static final List<String> LENGTH = List.of(String.valueOf(BODY.length));

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            if (!exchange.getRequest().getURI().getRawPath().equals(CONSTANT)) {
                return chain.filter(exchange);
            }
            ServerHttpResponse response = exchange.getResponse();
            response.setStatusCode(HttpStatus.CONFLICT);
            response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            response.getHeaders().put("Content-Length", LENGTH);
            return response.writeWith(Mono.just(response.bufferFactory().wrap(BODY)));
        }
    }
}
