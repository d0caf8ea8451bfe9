package io.firstcome.gateway.edge;

import io.firstcome.contracts.Language;

/**
 * What makes two requests the same one.
 *
 * @param path     of a folded route
 * @param query    raw, null when there is none
 * @param body     raw, null when there is none
 * @param language asked for
 */
public record EdgeKey(String path, String query, String body, Language language) {

    /** Whoever pads a request with nonsense must not fill the memory with it. */
    private static final int MAX_LENGTH = 512;

    boolean isShort() {
        return (query == null ? 0 : query.length()) + (body == null ? 0 : body.length()) <= MAX_LENGTH;
    }
}
