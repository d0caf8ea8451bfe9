package io.firstcome.gateway.route;

import io.firstcome.gateway.caller.Callers;
import io.firstcome.gateway.caller.Verdict;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Ends streams of server-sent events, which have no end of their own: when the gateway is to end, which would wait for them as it does for any request in
 * flight, and soon after their token was ended by a logout. Whoever listens connects again: to another gateway, or to be refused.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
final class EndingStreams implements WebFilter, SmartLifecycle {

    /** How often a stream's token is looked at. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Callers callers;
    private final Sinks.One<Verdict> end = Sinks.one();
    private volatile boolean running;

    EndingStreams(Callers callers) {
        this.callers = callers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        boolean stream = request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM);
        return stream
                ? chain.filter(exchange).takeUntilOther(end.asMono().or(refused(request)))
                : chain.filter(exchange);
    }

    /** Comes when the request would not be let in any more. */
    private Mono<Verdict> refused(ServerHttpRequest request) {
        return Flux.interval(LOOK)
                .concatMap(look -> callers.judge(request))
                .filter(Verdict.Unknown.class::isInstance)
                .next();
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
