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

/**
 * A problem that the gateway tells by itself, made ready once in every language: refusing must stay cheap when a crowd is refused.
 *
 * <p>A 429 or 503 says when to come again. The seconds differ from one answer to the next: those who were refused at one moment must not
 * all be back at another one.
 */
public final class Refusal {

    /** The seconds of Retry-After are 1 to this many. */
    public static final int MAX_RETRY_SECONDS = 4;

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Language, Answer[]> answers = new EnumMap<>(Language.class);

    /** Takes what is told; {@code detail} is in English and may be null. */
    public Refusal(ProblemCode code, String detail) {
        boolean comeAgain = code.status() == 429 || code.status() == 503;
        for (Language language : Language.values()) {
            byte[] body = json(Problem.of(code, language, detail));
            Answer[] variants = new Answer[comeAgain ? MAX_RETRY_SECONDS : 1];
            for (int i = 0; i < variants.length; i++) {
                Map<String, String> headers =
                        comeAgain ? Map.of(HttpHeaders.RETRY_AFTER, Integer.toString(i + 1)) : Map.of();
                variants[i] = new Answer(code.status(), body, headers);
            }
            answers.put(language, variants);
        }
    }

    /** Returns the answer, titled in the given language. */
    public Answer in(Language language) {
        Answer[] variants = answers.get(language);
        return variants.length == 1
                ? variants[0]
                : variants[ThreadLocalRandom.current().nextInt(variants.length)];
    }

    private static byte[] json(Problem problem) {
        try {
            return JSON.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem is always JSON", e);
        }
    }
}
