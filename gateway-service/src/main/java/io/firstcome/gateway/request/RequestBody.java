package io.firstcome.gateway.request;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads request bodies, never more of them than allowed, and never waits for ever. What is left of a body when its request has been
 * answered is read and thrown away by Reactor Netty, so that a client that sends first and reads then gets its answer.
 */
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
                && (type.length() == JSON.length() || ";\t ".indexOf(type.charAt(JSON.length())) >= 0);
    }

    /**
     * Reads the body whole.
     *
     * @param limit in bytes
     * @return the body as text, empty when there is none; fails with {@link TooLarge}
     */
    public static Mono<String> text(ServerHttpRequest request, long limit) {
        return request.getHeaders().getContentLength() > limit
                ? Mono.error(new TooLarge(limit))
                : limited(request.getBody(), limit)
                        .collect(ByteArrayOutputStream::new, RequestBody::append)
                        .map(bytes -> bytes.toString(StandardCharsets.UTF_8));
    }

    /**
     * Limits a body that is passed on.
     *
     * @param limit in bytes
     * @return the request, with a body that fails with {@link TooLarge} when it has more
     */
    public static ServerHttpRequest limited(ServerHttpRequest request, long limit) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return request.getHeaders().getContentLength() > limit
                        ? Flux.error(new TooLarge(limit))
                        : limited(super.getBody(), limit);
            }
        };
    }

    private static Flux<DataBuffer> limited(Flux<DataBuffer> body, long limit) {
        return Flux.defer(() -> {
            long[] seen = {0};
            return body.timeout(PATIENCE, Flux.error(() -> new ResponseStatusException(HttpStatus.REQUEST_TIMEOUT)))
                    .handle((buffer, next) -> {
                        seen[0] += buffer.readableByteCount();
                        if (seen[0] <= limit) {
                            next.next(buffer);
                        } else {
                            DataBufferUtils.release(buffer);
                            next.error(new TooLarge(limit));
                        }
                    });
        });
    }

    private static void append(ByteArrayOutputStream bytes, DataBuffer buffer) {
        byte[] part = new byte[buffer.readableByteCount()];
        buffer.read(part);
        DataBufferUtils.release(buffer);
        bytes.writeBytes(part);
    }
}
