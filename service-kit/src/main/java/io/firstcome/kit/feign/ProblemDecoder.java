package io.firstcome.kit.feign;

import com.fasterxml.jackson.databind.ObjectMapper;
import feign.Response;
import feign.codec.ErrorDecoder;
import io.firstcome.contracts.problem.Problem;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.problem.ProblemException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/**
 * A refusal (4xx) with a known code is passed on as the same problem; everything else means that the service is unavailable. So does a
 * refusal of the call itself: that two of our services do not understand each other is no fault of whoever asked.
 */
final class ProblemDecoder implements ErrorDecoder {

    private static final Set<ProblemCode> BETWEEN_SERVICES = EnumSet.of(
            ProblemCode.MALFORMED_REQUEST,
            ProblemCode.SERVICE_TOKEN_REQUIRED,
            ProblemCode.NOT_FOUND,
            ProblemCode.METHOD_NOT_ALLOWED,
            ProblemCode.NOT_ACCEPTABLE,
            ProblemCode.BODY_TOO_LARGE,
            ProblemCode.UNSUPPORTED_MEDIA_TYPE);

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
                ProblemCode code = ProblemCode.valueOf(problem.code());
                if (BETWEEN_SERVICES.contains(code)) {
                    return new ServiceUnavailable(service, new IOException("refused the call: " + code));
                }
                ProblemException exception = ProblemException.of(code, problem.detail());
                problem.more().forEach(exception::with);
                return exception;
            } catch (IOException | IllegalArgumentException | NullPointerException notAProblem) {
                return new ServiceUnavailable(service, notAProblem);
            }
        }
        return new ServiceUnavailable(service, response.status());
    }
}
