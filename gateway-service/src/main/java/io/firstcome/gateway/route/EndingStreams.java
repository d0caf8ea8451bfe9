package io.firstcome.gateway.route;

import io.firstcome.gateway.caller.Callers;
import io.firstcome.gateway.caller.Verdict;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
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
    private final Sinks.One<Boolean> end = Sinks.one();
    private volatile boolean ended;
    private volatile boolean running;

    EndingStreams(Callers callers) {
        this.callers = callers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean wanted = exchange.getRequest().getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM);
        return wanted ? chain.filter(exchange).takeUntilOther(over(exchange)) : chain.filter(exchange);
    }

    /** Comes when there is a stream, and it shall go on no longer. An answer that has not begun is left alone: broken off, it would be 200 and nothing. */
    private Mono<Boolean> over(ServerWebExchange exchange) {
        return Flux.merge(Flux.interval(LOOK), end.asMono())
                .filter(look -> isStream(exchange.getResponse()))
                .concatMap(look -> ended ? Mono.just(true) : isRefused(exchange.getRequest()))
                .filter(over -> over)
                .next();
    }

    private static boolean isStream(ServerHttpResponse response) {
        return response.isCommitted()
                && MediaType.TEXT_EVENT_STREAM.isCompatibleWith(
                        response.getHeaders().getContentType());
    }

    /** Returns whether the request would not be let in any more. */
    private Mono<Boolean> isRefused(ServerHttpRequest request) {
        return callers.judge(request).map(Verdict.Unknown.class::isInstance);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        ended = true;
        end.tryEmitValue(true);
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
