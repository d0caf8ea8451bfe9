package io.firstcome.gateway.answer;

import static io.firstcome.contracts.problem.ProblemCode.BODY_TOO_LARGE;
import static io.firstcome.contracts.problem.ProblemCode.INTERNAL_ERROR;
import static io.firstcome.contracts.problem.ProblemCode.MALFORMED_REQUEST;
import static io.firstcome.contracts.problem.ProblemCode.METHOD_NOT_ALLOWED;
import static io.firstcome.contracts.problem.ProblemCode.NOT_ACCEPTABLE;
import static io.firstcome.contracts.problem.ProblemCode.NOT_FOUND;
import static io.firstcome.contracts.problem.ProblemCode.OVERLOADED;
import static io.firstcome.contracts.problem.ProblemCode.UNAVAILABLE;
import static io.firstcome.contracts.problem.ProblemCode.UNSUPPORTED_MEDIA_TYPE;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.gateway.request.Languages;
import io.firstcome.gateway.request.RequestBody;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.reactive.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** The one place where what goes wrong becomes an answer. Before Boot's own handler, which stands at -1. */
@Component
@Order(-2)
final class ErrorAnswers implements ErrorWebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    private final Map<ProblemCode, Refusal> refusals = new EnumMap<>(ProblemCode.class);

    ErrorAnswers() {
        for (ProblemCode code : ProblemCode.values()) {
            refusals.put(code, new Refusal(code, null));
        }
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        ProblemCode code = code(error);
        if (code == INTERNAL_ERROR) {
            log.error("{} failed", request(exchange), error);
        } else if (code.status() >= 500) {
            log.warn("{}: {} ({})", request(exchange), code, error.toString());
        }
        return refusals.get(code).in(Languages.of(exchange.getRequest())).writeTo(exchange);
    }

    /** An outage behind the gateway is always a 503: it is told as what it is, and when to come again. */
    static ProblemCode code(Throwable error) {
        return switch (error) {
            case RequestBody.TooLarge e -> BODY_TOO_LARGE;
            case ResponseStatusException e -> code(e);
            case PoolAcquirePendingLimitException e -> OVERLOADED;
            case PoolAcquireTimeoutException e -> OVERLOADED;
            case IOException e -> UNAVAILABLE;
            case TimeoutException e -> UNAVAILABLE;
            default -> INTERNAL_ERROR;
        };
    }

    private static ProblemCode code(ResponseStatusException error) {
        return switch (error.getStatusCode().value()) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> BODY_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 502, 503, 504 -> UNAVAILABLE;
            default -> error.getStatusCode().is4xxClientError() ? MALFORMED_REQUEST : INTERNAL_ERROR;
        };
    }

    /** Without the query, which may hold what does not belong into a log. */
    private static String request(ServerWebExchange exchange) {
        return exchange.getRequest().getMethod() + " "
                + exchange.getRequest().getPath().value();
    }
}
