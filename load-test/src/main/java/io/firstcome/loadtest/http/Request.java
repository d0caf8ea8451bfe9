package io.firstcome.loadtest.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * An HTTP request that can be sent any number of times.
 *
 * @param method  such as {@code POST}
 * @param target  path and query as they stand in the request line
 * @param headers further header lines, each ended by CR LF; empty when there are none
 * @param body    the body; empty when there is none
 */
public record Request(String method, String target, String headers, byte[] body) {

    private static final byte[] NO_BODY = {};

    public Request {
        Objects.requireNonNull(method);
        Objects.requireNonNull(body);
        if (target.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("blank or control character in the target");
        }
    }

    public static Request get(String target) {
        return new Request("GET", target, "", NO_BODY);
    }

    public static Request post(String target) {
        return new Request("POST", target, "", NO_BODY);
    }

    public static Request patch(String target) {
        return new Request("PATCH", target, "", NO_BODY);
    }

    /** Returns this request with one more header. The value must be ASCII without control characters. */
    public Request header(String name, String value) {
        if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("control or non-ASCII character in the header " + name);
        }
        return new Request(method, target, headers + name + ": " + value + "\r\n", body);
    }

    /** Returns this request with an access token. */
    public Request bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /** Returns this request with a JSON body. */
    public Request json(String text) {
        return body("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns this request with a body of the given media type. */
    public Request body(String mediaType, byte[] content) {
        Request typed = header("Content-Type", mediaType);
        return new Request(method, target, typed.headers, content);
    }

    /** Returns the whole request, head and body, as it goes over the wire to the given host. */
    public byte[] whole(String host) {
        byte[] head = head(host);
        if (body.length == 0) {
            return head;
        }
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    /** Returns request line and headers as they go over the wire to the given host. */
    byte[] head(String host) {
        StringBuilder head = new StringBuilder(256 + headers.length())
                .append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\n")
                .append(headers);
        if (body.length > 0 || "POST".equals(method)) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
