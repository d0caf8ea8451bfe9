package io.firstcome.gateway.request;

import io.firstcome.contracts.Language;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The language a request asks for. Browsers send a handful of different headers, so each is parsed once. */
public final class Languages {

    private static final int REMEMBERED = 1_000;
    private static final Map<String, Language> KNOWN = new ConcurrentHashMap<>();

    private Languages() {}

    /** Returns the language of the request's {@code Accept-Language}, English without one. */
    public static Language of(ServerHttpRequest request) {
        String header = request.getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE);
        if (header == null) {
            return Language.EN;
        }
        Language known = KNOWN.get(header);
        if (known != null) {
            return known;
        }
        Language language = Language.accepted(header);
        // Once full it stays as it is: somebody who sends ever new headers gains nothing and takes no memory.
        if (KNOWN.size() < REMEMBERED && header.length() <= 200) {
            KNOWN.put(header, language);
        }
        return language;
    }
}
