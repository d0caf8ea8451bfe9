package io.firstcome.loadtest.badinput;

import static io.firstcome.contracts.problem.ProblemCode.BELOW_GRANTED;
import static io.firstcome.contracts.problem.ProblemCode.BODY_TOO_LARGE;
import static io.firstcome.contracts.problem.ProblemCode.FORBIDDEN;
import static io.firstcome.contracts.problem.ProblemCode.INVALID_INPUT;
import static io.firstcome.contracts.problem.ProblemCode.INVALID_TOKEN;
import static io.firstcome.contracts.problem.ProblemCode.MALFORMED_REQUEST;
import static io.firstcome.contracts.problem.ProblemCode.NOT_FOUND;
import static io.firstcome.contracts.problem.ProblemCode.NOT_OPEN;
import static io.firstcome.contracts.problem.ProblemCode.SOLD_OUT;
import static io.firstcome.contracts.problem.ProblemCode.UNAUTHENTICATED;
import static io.firstcome.contracts.problem.ProblemCode.UNKNOWN_EVENT;
import static io.firstcome.contracts.problem.ProblemCode.UNSUPPORTED_MEDIA_TYPE;

import io.firstcome.loadtest.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The list of bad requests, for one event. */
final class Probes {

    private static final long NO_EVENT = 9_000_000_000_000_000L;
    private static final int MEGABYTE = 1024 * 1024;

    private final long eventId;
    private final String apply;
    private final String status;
    private final Tokens tokens;

    /** An admin's and a user's good tokens, and forged ones by what is wrong with them. */
    record Tokens(String admin, String user, Map<String, String> forged) {}

    Probes(long eventId, Tokens tokens) {
        this.eventId = eventId;
        this.apply = "/api/event/apply?eventId=" + eventId;
        this.status = "/api/event/status?eventId=" + eventId;
        this.tokens = tokens;
    }

    /** Returns what is refused whatever the state of the event. */
    List<Probe> always() {
        List<Probe> all = new ArrayList<>();
        all.addAll(badApplies());
        all.addAll(badTokens());
        all.addAll(badAdminCalls());
        return all;
    }

    /** Returns what is refused once so many units are granted. */
    List<Probe> whenGranted(long granted) {
        return granted < 2
                ? List.of()
                : List.of(new Probe("stock below what is granted", stock(eventId, granted - 1), BELOW_GRANTED));
    }

    private List<Probe> badApplies() {
        Request byUser = Request.post("/api/event/apply").bearer(tokens.user());
        byte[] plain = ("{\"eventId\":" + eventId + "}").getBytes(StandardCharsets.UTF_8);
        String large = "{\"eventId\":" + eventId + ",\"padding\":\"" + "x".repeat(MEGABYTE) + "\"}";
        return List.of(
                new Probe("malformed JSON", byUser.json("{\"eventId\":"), MALFORMED_REQUEST, INVALID_INPUT),
                new Probe("a list for a body", byUser.json("[1,2"), MALFORMED_REQUEST, INVALID_INPUT),
                new Probe(
                        "a word for a number in the body",
                        byUser.json("{\"eventId\":\"abc\"}"),
                        MALFORMED_REQUEST,
                        INVALID_INPUT),
                new Probe(
                        "a word for a number in the query",
                        Request.post("/api/event/apply?eventId=abc").bearer(tokens.user()),
                        MALFORMED_REQUEST,
                        INVALID_INPUT),
                new Probe("wrong content type", byUser.body("text/plain", plain), UNSUPPORTED_MEDIA_TYPE),
                new Probe(
                        "unknown event",
                        Request.post("/api/event/apply?eventId=" + NO_EVENT).bearer(tokens.user()),
                        UNKNOWN_EVENT),
                new Probe("a body of 1 MB", byUser.json(large), BODY_TOO_LARGE));
    }

    private List<Probe> badTokens() {
        List<Probe> all = new ArrayList<>();
        all.add(new Probe("no token, status", Request.get(status), UNAUTHENTICATED));
        // The edge may tell anyone what everyone is told at the moment, before it looks at tokens.
        all.add(new Probe("no token, apply", Request.post(apply), UNAUTHENTICATED, SOLD_OUT, NOT_OPEN));
        Request disguised = Request.post(apply)
                .header("X-User-Id", "1")
                .header("X-User-Roles", "USER,ADMIN")
                .header("X-Service-Token", "guess")
                .header("X-Forwarded-For", "127.0.0.1");
        all.add(new Probe("identity headers", disguised, UNAUTHENTICATED, SOLD_OUT, NOT_OPEN));
        tokens.forged().forEach((name, token) -> {
            all.add(new Probe(name + ", status", Request.get(status).bearer(token), INVALID_TOKEN));
            all.add(new Probe(name + ", apply", Request.post(apply).bearer(token), INVALID_TOKEN, SOLD_OUT, NOT_OPEN));
            all.add(new Probe(
                    name + ", admin call",
                    Request.get("/api/admin/event/stock?eventId=" + eventId).bearer(token),
                    INVALID_TOKEN));
        });
        return all;
    }

    private List<Probe> badAdminCalls() {
        Request byUser = Request.post("/api/admin/event/stock").bearer(tokens.user());
        String backwards = "{\"name\":\"Backwards\",\"opensAt\":\"2030-01-02T00:00:00Z\","
                + "\"closesAt\":\"2030-01-01T00:00:00Z\",\"quantity\":1}";
        return List.of(
                new Probe("an admin call by a user", byUser.json(count(eventId, 1)), FORBIDDEN),
                new Probe("a negative stock", stock(eventId, -1), INVALID_INPUT),
                new Probe("a stock of zero", stock(eventId, 0), INVALID_INPUT),
                new Probe("a stock above ten million", stock(eventId, 10_000_001), INVALID_INPUT),
                new Probe("stock for an unknown event", stock(NO_EVENT, 1), UNKNOWN_EVENT),
                new Probe(
                        "an event that closes before it opens",
                        Request.post("/api/admin/events").bearer(tokens.admin()).json(backwards),
                        INVALID_INPUT),
                new Probe(
                        "an internal call from outside",
                        Request.post("/internal/folded/apply")
                                .bearer(tokens.user())
                                .json("[]"),
                        NOT_FOUND),
                new Probe("an internal call without a token", Request.get("/internal/addresses"), NOT_FOUND));
    }

    private Request stock(long event, long quantity) {
        return Request.post("/api/admin/event/stock").bearer(tokens.admin()).json(count(event, quantity));
    }

    private static String count(long event, long quantity) {
        return "{\"eventId\":" + event + ",\"count\":" + quantity + "}";
    }
}
