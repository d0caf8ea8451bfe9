package io.firstcome.gateway.route;

import io.firstcome.gateway.request.ClientAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/**
 * The headers by which a client could pretend to be somebody, or somewhere, else. Only the access token says who calls. Connection is
 * one of them: the gateway leaves out what it names when it sends the request on, our own headers too.
 */
final class IdentityHeaders {

    private static final Set<String> NAMES = Set.of(
            "connection",
            "forwarded",
            "via",
            "x-real-ip",
            "x-cluster-client-ip",
            "x-originating-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "fastly-client-ip",
            "remote-user",
            "x-remote-user",
            "x-roles",
            "x-rewrite-url",
            "proxy-authorization");
    private static final List<String> PREFIXES = List.of(
            "x-service-",
            "x-client-",
            "x-user",
            "x-forwarded",
            "x-auth",
            "x-internal-",
            "x-original-",
            "x-ssl-",
            "x-b3-",
            "traceparent",
            "tracestate",
            "baggage");

    private IdentityHeaders() {}

    /** Takes them out, and tells where the request came from. */
    static void replace(HttpHeaders headers, String clientAddress) {
        List<String> names = List.copyOf(headers.keySet());
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (NAMES.contains(lower) || PREFIXES.stream().anyMatch(lower::startsWith)) {
                headers.remove(name);
            }
        }
        headers.set(ClientAddress.HEADER, clientAddress);
    }
}
