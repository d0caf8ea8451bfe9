package io.firstcome.kit.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.problem.Problem;
import io.firstcome.contracts.problem.ProblemCode;
import jakarta.validation.ConstraintViolationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** The one place where exceptions become answers. What is unexpected is logged with its cause and told as nothing but its code. */
@RestControllerAdvice
final class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final List<Outage> outages;

    ProblemHandler(List<Outage> outages) {
        this.outages = outages;
    }

    @ExceptionHandler(ProblemException.class)
    ResponseEntity<Object> problem(ProblemException exception, WebRequest request) {
        if (exception.code().status() >= 500) {
            // An outage is met by a crowd: a line each, without the trace.
            log.warn(
                    "{} {}: {}",
                    request.getDescription(false),
                    exception.getMessage(),
                    String.valueOf(exception.getCause()));
        }
        HttpHeaders headers = new HttpHeaders();
        if (exception.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds(exception.retryAfter())));
        }
        return answer(exception.problem(language(request)), headers);
    }

    @ExceptionHandler(ConstraintViolationException.class)
    ResponseEntity<Object> violation(ConstraintViolationException exception, WebRequest request) {
        return invalid(
                exception.getConstraintViolations().stream()
                        .map(v -> fieldError(lastNode(v.getPropertyPath().toString()), v.getMessage())),
                request);
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> unexpected(Exception exception, WebRequest request) {
        if (outages.stream().anyMatch(outage -> outage.isMeantBy(exception))) {
            return problem(ProblemException.tryAgain(ProblemCode.UNAVAILABLE, RETRY, null, exception), request);
        }
        log.error("{} failed", request.getDescription(false), exception);
        return answer(Problem.of(ProblemCode.INTERNAL_ERROR, language(request), null), new HttpHeaders());
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(e.getFieldErrors().stream().map(f -> fieldError(f.getField(), f.getDefaultMessage())), request);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(
                e.getParameterValidationResults().stream()
                        .flatMap(result -> result.getResolvableErrors().stream()
                                .map(error -> fieldError(
                                        result.getMethodParameter().getParameterName(), error.getDefaultMessage()))),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String type = e.getRequiredType() == null
                ? "value"
                : e.getRequiredType().getSimpleName().toLowerCase();
        return invalid(Stream.of(fieldError(e.getPropertyName(), "is not a " + type)), request);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(Stream.of(fieldError(e.getParameterName(), "is missing")), request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (e.getCause() instanceof JsonMappingException mapping
                && !(mapping.getCause() instanceof JsonParseException)) {
            String path = mapping.getPath().stream()
                    .map(reference -> reference.getFieldName() == null ? "[]" : reference.getFieldName())
                    .collect(Collectors.joining("."));
            return invalid(Stream.of(fieldError(path.isEmpty() ? "body" : path, "has a wrong type or value")), request);
        }
        return answer(
                Problem.of(
                        ProblemCode.MALFORMED_REQUEST, language(request), "The body is missing or is no valid JSON."),
                new HttpHeaders());
    }

    /** Everything else that Spring MVC refuses by itself: unknown path, method, media type. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception exception, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemCode code = switch (status.value()) {
            case 404 -> ProblemCode.NOT_FOUND;
            case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
            case 406 -> ProblemCode.NOT_ACCEPTABLE;
            case 413 -> ProblemCode.BODY_TOO_LARGE;
            case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> ProblemCode.UNAVAILABLE;
            default -> status.is4xxClientError() ? ProblemCode.MALFORMED_REQUEST : ProblemCode.INTERNAL_ERROR;
        };
        if (code.status() >= 500) {
            log.error("{} failed", request.getDescription(false), exception);
        }
        return answer(Problem.of(code, language(request), null), headers);
    }

    private ResponseEntity<Object> invalid(Stream<Map<String, String>> errors, WebRequest request) {
        List<Map<String, String>> all = errors.toList();
        String detail =
                all.stream().map(e -> e.get("field") + " " + e.get("reason")).collect(Collectors.joining("; "));
        return answer(
                Problem.of(ProblemCode.INVALID_INPUT, language(request), detail).with("errors", all),
                new HttpHeaders());
    }

    private static Map<String, String> fieldError(String field, String reason) {
        return Map.of("field", field == null ? "?" : field, "reason", reason == null ? "is invalid" : reason);
    }

    private static String lastNode(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static Language language(WebRequest request) {
        return Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static long seconds(Duration duration) {
        return Math.max(1, (duration.toMillis() + 999) / 1000);
    }
}
