package io.firstcome.gateway.request;

import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sees to it that a request's body has been read when its response begins, whoever answers and for whatever reason. A body left
 * unread does harm: a client that sends all of it before it reads gets a reset connection instead of its refusal; and a
 * connection kept alive may stall, its next request never answered (seen with Reactor Netty 1.2.18, about once in fifty
 * refused requests). What cannot be read to its end costs the client its connection.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class UnreadBodies implements WebFilter {

    /** The most that is read of a body, to be used or to be thrown away. */
    private static final long MAX_READ = 4 << 20;
    /** The longest pause between two parts of a body. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!RequestBody.announced(exchange.getRequest().getHeaders())) {
            return chain.filter(exchange);
        }
        Watched request = new Watched(exchange.getRequest());
        ServerHttpResponse response = exchange.getResponse();
        response.beforeCommit(() -> request.readToTheEnd(response.getHeaders()));
        return chain.filter(exchange.mutate().request(request).build());
    }

    /** Knows how far its body has been read. */
    private static final class Watched extends ServerHttpRequestDecorator {

        private volatile boolean begun;
        private volatile boolean complete;

        Watched(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(() -> {
                begun = true;
                long[] seen = {0};
                return getDelegate()
                        .getBody()
                        .timeout(PATIENCE, Flux.error(() -> new ResponseStatusException(HttpStatus.REQUEST_TIMEOUT)))
                        .doOnComplete(() -> complete = true)
                        .handle((buffer, next) -> {
                            seen[0] += buffer.readableByteCount();
                            if (seen[0] <= MAX_READ) {
                                next.next(buffer);
                            } else {
                                DataBufferUtils.release(buffer);
                                next.error(new RequestBody.TooLarge(MAX_READ));
                            }
                        });
            });
        }

        Mono<Void> readToTheEnd(HttpHeaders response) {
            // One who asks first whether to send a body is told by the response that it should not.
            boolean waits = !begun && getHeaders().containsKey(HttpHeaders.EXPECT);
            // Released by map, not in passing: the one who writes the response also releases what is discarded
            // meanwhile.
            Mono<Void> rest = begun || waits
                    ? Mono.empty()
                    : getBody().map(DataBufferUtils::release).then().onErrorComplete();
            return rest.then(Mono.fromRunnable(() -> {
                if (!complete) {
                    response.set(HttpHeaders.CONNECTION, "close");
                }
            }));
        }
    }
}
