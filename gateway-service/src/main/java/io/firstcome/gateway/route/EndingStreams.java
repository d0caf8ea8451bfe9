package io.firstcome.gateway.route;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Ends streams of server-sent events when the gateway is to end: they have no end of their own, and it would wait for them as it does for any request in
 * flight. Whoever listens connects again, and comes to another gateway.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
final class EndingStreams implements WebFilter, SmartLifecycle {

    private final Sinks.One<Void> end = Sinks.one();
    private volatile boolean running;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean stream = exchange.getRequest().getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM);
        return stream ? chain.filter(exchange).takeUntilOther(end.asMono()) : chain.filter(exchange);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        end.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Among the first to stop, before the web server waits for what is in flight. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
