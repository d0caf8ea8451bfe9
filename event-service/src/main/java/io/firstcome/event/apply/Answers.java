package io.firstcome.event.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.problem.Problem;
import io.firstcome.kit.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Writes answers of folded requests; readers and writers are made once. */
@Component
public class Answers {

    private final ObjectWriter writer;
    private final ObjectReader reader;

    Answers(ObjectMapper json) {
        this.writer = json.writer();
        this.reader = json.reader();
    }

    /** Returns the reader of request bodies. */
    public ObjectReader reader() {
        return reader;
    }

    /** Returns an answer with a body and further headers (null for none). */
    public FoldedAnswer of(int status, Object body, Map<String, String> headers) {
        return new FoldedAnswer(status, text(body), headers, null);
    }

    /** Returns a problem as an answer. */
    public FoldedAnswer of(ProblemException problem, Language language) {
        return of(problem, language, null);
    }

    /** Returns a problem as an answer that the gateways may keep. */
    FoldedAnswer of(ProblemException problem, Language language, FoldedAnswer.Edge edge) {
        Map<String, String> headers = problem.retryAfter() == null
                ? null
                : Map.of(HttpHeaders.RETRY_AFTER, String.valueOf(seconds(problem.retryAfter())));
        return new FoldedAnswer(problem.code().status(), text(problem.problem(language)), headers, edge);
    }

    /** Turns an answer into the response to a request that came alone. */
    public static ResponseEntity<String> response(FoldedAnswer answer) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(
                        answer.status() < 400
                                ? MediaType.APPLICATION_JSON
                                : MediaType.parseMediaType(Problem.MEDIA_TYPE));
        if (answer.headers() != null) {
            answer.headers().forEach(response::header);
        }
        return response.body(answer.body());
    }

    /** Whole seconds with a second or two of jitter, so that a crowd does not come back at one moment. */
    private static long seconds(Duration retryAfter) {
        return Math.max(1, retryAfter.toSeconds()) + ThreadLocalRandom.current().nextInt(2);
    }

    private String text(Object body) {
        try {
            return writer.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
