package io.firstcome.contracts.fold;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.firstcome.contracts.Language;

/**
 * One request of a folded batch. The gateway has verified the user; it has not looked into query and body.
 *
 * @param user     the verified user
 * @param language what the request's {@code Accept-Language} asks for
 * @param query    the raw query string without the question mark; null when there is none
 * @param body     the raw body, sent as JSON; null when there is none
 * @param trace    the step of a trace that the request is, as W3C's header {@code traceparent} has it; null when it is not traced, which nearly all are not
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"user", "language", "query", "body", "trace"})
public record FoldedCall(long user, Language language, String query, String body, String trace) {

    /** A request that is not traced. */
    public FoldedCall(long user, Language language, String query, String body) {
        this(user, language, query, body, null);
    }
}
