package io.firstcome.gateway.request;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads request bodies, never more of them than allowed, and never waits for ever. */
public final class RequestBody {

    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    /** The longest pause between two parts of a body. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RequestBody() {}

    /** The body has more bytes than allowed. Carries no stack trace: it is an answer, not a fault. */
    public static final class TooLarge extends RuntimeException {
        TooLarge(long limit) {
            super("more than " + limit + " bytes", null, false, false);
        }
    }

    /** Returns whether the headers announce a body. */
    public static boolean announced(HttpHeaders headers) {
        return headers.getContentLength() > 0 || headers.containsKey(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Returns whether the body is said to be JSON. */
    public static boolean isJson(HttpHeaders headers) {
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null
                && type.regionMatches(true, 0, JSON, 0, JSON.length())
                && (type.length() == JSON.length()
                        || type.charAt(JSON.length()) == ';'
                        || type.charAt(JSON.length()) == ' ');
    }

    /**
     * Reads the body whole.
     *
     * @param limit in bytes
     * @return the body as text, empty when there is none; fails with {@link TooLarge}
     */
    public static Mono<String> text(ServerHttpRequest request, int limit) {
        if (request.getHeaders().getContentLength() > limit) {
            return Mono.error(new TooLarge(limit));
        }
        return DataBufferUtils.join(patiently(request.getBody()), limit)
                .map(RequestBody::text)
                .defaultIfEmpty("")
                .onErrorMap(DataBufferLimitException.class, e -> new TooLarge(limit));
    }

    /** Returns the request with a body that fails with {@link TooLarge} as soon as it has more bytes than allowed. */
    public static ServerHttpRequest limited(ServerHttpRequest request, long limit) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                long[] seen = {0};
                return patiently(super.getBody()).handle((buffer, next) -> {
                    seen[0] += buffer.readableByteCount();
                    if (seen[0] > limit) {
                        DataBufferUtils.release(buffer);
                        next.error(new TooLarge(limit));
                    } else {
                        next.next(buffer);
                    }
                });
            }
        };
    }

    private static Flux<DataBuffer> patiently(Flux<DataBuffer> body) {
        return body.timeout(PATIENCE, Flux.error(() -> new ResponseStatusException(HttpStatus.REQUEST_TIMEOUT)));
    }

    private static String text(DataBuffer buffer) {
        String text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }
}
