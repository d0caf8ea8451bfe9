package io.firstcome.gateway.fold;

import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Takes requests on folded routes out of the chain; for all others it costs one look into a map. */
final class FoldFilter implements WebFilter, Ordered {

    private final Map<String, Map<HttpMethod, FoldedRoute>> routes;

    /** Takes the routes by exact path and method. */
    FoldFilter(Map<String, Map<HttpMethod, FoldedRoute>> routes) {
        this.routes = routes;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        Map<HttpMethod, FoldedRoute> byMethod = routes.get(request.getPath().value());
        FoldedRoute route = byMethod == null ? null : byMethod.get(request.getMethod());
        return route == null ? chain.filter(exchange) : route.answer(exchange);
    }

    /** Before everything that is done for routed requests. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }
}
