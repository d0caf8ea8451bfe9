package io.firstcome.kit.problem;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.problem.Problem;
import io.firstcome.contracts.problem.ProblemCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ends a request with a problem. It is an answer more than a fault, so it carries no stack trace of its own; a cause keeps its own. */
public final class ProblemException extends RuntimeException {

    private final ProblemCode code;
    private final String detail;
    private final Duration retryAfter;
    private final Map<String, Object> more = new LinkedHashMap<>();

    private ProblemException(ProblemCode code, String detail, Duration retryAfter, Throwable cause) {
        super(code + (detail == null ? "" : ": " + detail), cause, false, false);
        this.code = code;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    /** Returns a problem; {@code detail} is told to the caller, in English, and may be null. */
    public static ProblemException of(ProblemCode code, String detail) {
        return new ProblemException(code, detail, null, null);
    }

    /** Returns a problem that the caller may try again after the given time; the cause is logged, not told. */
    public static ProblemException tryAgain(ProblemCode code, Duration retryAfter, String detail, Throwable cause) {
        return new ProblemException(code, detail, retryAfter, cause);
    }

    /** Adds a member to the problem. */
    public ProblemException with(String name, Object value) {
        more.put(name, value);
        return this;
    }

    /** Returns the code. */
    public ProblemCode code() {
        return code;
    }

    /** Returns after how long it makes sense to try again; null when it makes none. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Returns the problem as it is sent, titled in the given language. */
    public Problem problem(Language language) {
        Problem problem = Problem.of(code, language, detail);
        for (Map.Entry<String, Object> member : more.entrySet()) {
            problem = problem.with(member.getKey(), member.getValue());
        }
        return problem;
    }
}
