package io.firstcome.event.apply;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.problem.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Which event a request means: {@code ?eventId=}, or {@code {"eventId":…}} in the body, or neither for the current one. */
public final class EventChoice {

    private static final String NAME = "eventId";

    private EventChoice() {}

    /**
     * Reads the choice.
     *
     * @param call the request
     * @param json reads a JSON tree
     * @return the event, or null for the current one
     * @throws ProblemException when the request is malformed or names two different events
     */
    public static Long of(FoldedCall call, ObjectReader json) {
        Long inQuery = call.query() == null ? null : inQuery(call.query());
        Long inBody = call.body() == null || call.body().isBlank() ? null : inBody(call.body(), json);
        if (inQuery != null && inBody != null && !inQuery.equals(inBody)) {
            throw ProblemException.of(ProblemCode.INVALID_INPUT, "Query and body name different events.");
        }
        return inQuery != null ? inQuery : inBody;
    }

    private static Long inQuery(String query) {
        Long found = null;
        for (String parameter : query.split("&")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (name.equals(NAME) && equals > 0 && found == null) {
                found = number(parameter.substring(equals + 1));
            } else if (meansIt(name)) {
                throw misnamed();
            }
        }
        return found;
    }

    /** Whoever names an event, however badly, does not mean the current one. */
    private static boolean meansIt(String name) {
        String plain = name;
        if (name.indexOf('%') >= 0) {
            try {
                plain = URLDecoder.decode(name, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException noEscapes) {
                return false;
            }
        }
        return plain.replace("[]", "").equalsIgnoreCase(NAME);
    }

    private static Long inBody(String body, ObjectReader json) {
        JsonNode tree;
        try {
            tree = json.with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).readTree(body);
        } catch (JsonProcessingException e) {
            throw ProblemException.of(ProblemCode.MALFORMED_REQUEST, "The body is no valid JSON.");
        }
        if (!tree.isObject()) {
            throw ProblemException.of(ProblemCode.INVALID_INPUT, "The body must be a JSON object.");
        }
        tree.fieldNames().forEachRemaining(name -> {
            if (!name.equals(NAME) && meansIt(name)) {
                throw misnamed();
            }
        });
        JsonNode value = tree.get(NAME);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw notAnEvent();
        }
        return positive(value.longValue());
    }

    private static Long number(String text) {
        try {
            return positive(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw notAnEvent();
        }
    }

    private static Long positive(long id) {
        if (id < 1) {
            throw notAnEvent();
        }
        return id;
    }

    private static ProblemException misnamed() {
        return ProblemException.of(
                ProblemCode.INVALID_INPUT, "An event is named once, as eventId=… or {\"eventId\": …}.");
    }

    private static ProblemException notAnEvent() {
        return ProblemException.of(ProblemCode.INVALID_INPUT, "eventId must be a whole number from 1.");
    }
}
