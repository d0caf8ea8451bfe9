package io.firstcome.kit.feign;

import com.fasterxml.jackson.databind.ObjectMapper;
import feign.Response;
import feign.codec.ErrorDecoder;
import io.firstcome.contracts.problem.Problem;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.problem.ProblemException;
import java.io.IOException;

/** A refusal (4xx) with a known code is passed on as the same problem; everything else means that the service is unavailable. */
final class ProblemDecoder implements ErrorDecoder {

    private final ObjectMapper json;

    ProblemDecoder(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Exception decode(String methodKey, Response response) {
        String service = response.request().requestTemplate().feignTarget().name();
        if (response.status() < 500 && response.body() != null) {
            try (var body = response.body().asInputStream()) {
                Problem problem = json.readValue(body, Problem.class);
                ProblemException exception = ProblemException.of(ProblemCode.valueOf(problem.code()), problem.detail());
                problem.more().forEach(exception::with);
                return exception;
            } catch (IOException | IllegalArgumentException | NullPointerException notAProblem) {
                return new ServiceUnavailable(service, notAProblem);
            }
        }
        return new ServiceUnavailable(service, response.status());
    }
}
