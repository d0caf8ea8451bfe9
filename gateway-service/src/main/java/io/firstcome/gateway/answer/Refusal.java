package io.firstcome.gateway.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.problem.Problem;
import io.firstcome.contracts.problem.ProblemCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpHeaders;

/** A problem that the gateway tells by itself, encoded once in every language: refusing must stay cheap when a crowd is refused. */
public final class Refusal {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_RETRY_SECONDS = 3;

    private final ProblemCode code;
    private final Map<Language, Answer> answers = new EnumMap<>(Language.class);

    /** Takes what is told; {@code detail} is in English and may be null. */
    public Refusal(ProblemCode code, String detail) {
        this.code = code;
        for (Language language : Language.values()) {
            answers.put(language, new Answer(code.status(), json(Problem.of(code, language, detail)), Map.of()));
        }
    }

    /** Returns the answer, titled in the given language; for a 503 with a Retry-After of 1 to 3 s, so that the refused do not return all at once. */
    public Answer in(Language language) {
        return code.status() == 503
                ? in(language, 1 + ThreadLocalRandom.current().nextInt(MAX_RETRY_SECONDS))
                : answers.get(language);
    }

    /** Returns the answer with the given Retry-After, in seconds. */
    public Answer in(Language language, long retryAfter) {
        Answer plain = answers.get(language);
        return new Answer(plain.status(), plain.body(), Map.of(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter)));
    }

    private static byte[] json(Problem problem) {
        try {
            return JSON.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem is always JSON", e);
        }
    }
}
