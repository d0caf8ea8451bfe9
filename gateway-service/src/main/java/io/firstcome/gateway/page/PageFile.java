package io.firstcome.gateway.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A file whose bytes, compressed and not, and headers are made once; to write it costs next to nothing. */
final class PageFile {

    private static final int HASH_LENGTH = 16;

    private final byte[] plain;
    private final byte[] compressed;
    private final String contentType;
    private final String tag;

    private PageFile(String name, byte[] content) {
        this.plain = content;
        this.compressed = compressed(content);
        this.contentType = contentType(name);
        this.tag = "W/\"" + hash(content) + "\"";
    }

    /** Makes a file of its name, which tells its type, and its content, which is not to be changed any more. */
    static PageFile of(String name, byte[] content) {
        return new PageFile(name, content);
    }

    /** Writes it as the response, or that the client has it already. Spring keeps the body from who asks by HEAD. */
    Mono<Void> writeTo(ServerWebExchange exchange, String cacheControl, String contentSecurityPolicy) {
        ServerHttpRequest request = exchange.getRequest();
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        headers.set(HttpHeaders.CACHE_CONTROL, cacheControl);
        headers.set(HttpHeaders.ETAG, tag);
        headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        headers.set("Content-Security-Policy", contentSecurityPolicy);
        String known = request.getHeaders().getFirst(HttpHeaders.IF_NONE_MATCH);
        if (known != null && known.contains(tag)) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
            return response.setComplete();
        }
        boolean compress = takesGzip(request.getHeaders().getFirst(HttpHeaders.ACCEPT_ENCODING));
        byte[] body = compress ? compressed : plain;
        if (compress) {
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        headers.set(HttpHeaders.CONTENT_TYPE, contentType);
        headers.setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    /** Returns a short name for a content: others have others. */
    static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static boolean takesGzip(String encodings) {
        return encodings != null && encodings.contains("gzip") && !encodings.contains("gzip;q=0");
    }

    private static String contentType(String name) {
        MediaType type = MediaTypeFactory.getMediaType(name)
                .orElseThrow(() -> new IllegalStateException("the type of " + name + " is not known"));
        boolean text = type.getType().equals("text") || type.getSubtype().endsWith("xml");
        return text ? new MediaType(type, StandardCharsets.UTF_8).toString() : type.toString();
    }

    private static byte[] compressed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
