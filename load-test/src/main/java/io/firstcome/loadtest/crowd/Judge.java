package io.firstcome.loadtest.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.loadtest.http.Answer;
import io.firstcome.loadtest.suite.Json;

/** Tells what an answer to an apply means. */
final class Judge {

    private static final int SHOWN = 160;

    /** What an answer means: its kind, the rank it tells (0: none), and what is odd about it (null: nothing). */
    record Meaning(Kind kind, long rank, String oddity) {}

    private final long eventId;

    Judge(long eventId) {
        this.eventId = eventId;
    }

    Meaning meaning(Answer answer) {
        return switch (answer.status()) {
            case 202 -> promise(Kind.ACCEPTED, answer);
            case 200 -> promise(Kind.REPEAT, answer);
            case 409 -> refusal(answer);
            case 429 -> new Meaning(Kind.LIMITED, 0, null);
            case 503 -> answer.retryAfter().isPresent() ? new Meaning(Kind.BUSY, 0, null) : odd(answer);
            default -> odd(answer);
        };
    }

    private Meaning promise(Kind kind, Answer answer) {
        JsonNode body = Json.tree(answer.body());
        long rank = body.path("rank").asLong();
        boolean clear = rank > 0
                && body.path("eventId").asLong() == eventId
                && "ACCEPTED".equals(body.path("status").asText());
        // A promise that is not well told is a promise all the same: the rank stays, so that it is checked.
        return new Meaning(kind, rank, clear ? null : shown(answer));
    }

    private static Meaning refusal(Answer answer) {
        String code = Json.tree(answer.body()).path("code").asText();
        if (ProblemCode.SOLD_OUT.name().equals(code)) {
            return new Meaning(Kind.SOLD_OUT, 0, null);
        }
        return ProblemCode.NOT_OPEN.name().equals(code) ? new Meaning(Kind.NOT_OPEN, 0, null) : odd(answer);
    }

    private static Meaning odd(Answer answer) {
        return new Meaning(Kind.ODD, 0, shown(answer));
    }

    private static String shown(Answer answer) {
        String text = answer.text().replaceAll("\\s+", " ");
        return answer.status() + " " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
    }
}
