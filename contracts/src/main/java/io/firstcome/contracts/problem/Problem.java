package io.firstcome.contracts.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.firstcome.contracts.Language;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A problem detail (RFC 9457) as it is sent: {@code application/problem+json}.
 *
 * @param type   stable URN of the kind of problem
 * @param title  what happened, in the reader's language
 * @param status the HTTP status
 * @param code   name of the {@link ProblemCode}; what programs should compare
 * @param detail what is particular to this occurrence, in English; may be null
 * @param more   further members, such as {@code opensAt}
 */
@JsonPropertyOrder({"type", "title", "status", "code", "detail"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @JsonAnySetter @JsonAnyGetter Map<String, Object> more) {

    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        more = more == null ? Map.of() : more;
    }

    /** Returns the problem of a code, titled in the given language; {@code detail} may be null. */
    public static Problem of(ProblemCode code, Language language, String detail) {
        return new Problem(code.type(), code.title(language), code.status(), code.name(), detail, Map.of());
    }

    /** Returns this problem with one more member. */
    public Problem with(String name, Object value) {
        Map<String, Object> members = new LinkedHashMap<>(more);
        members.put(name, value);
        return new Problem(type, title, status, code, detail, members);
    }
}
