package io.firstcome.auth;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.problem.Problem;
import io.firstcome.contracts.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A store that is away is told as 503, never as a bad code or token; before the shared handler would call it an internal error. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Outages {

    private static final Logger log = LoggerFactory.getLogger(Outages.class);
    private static final String RETRY_SECONDS = "2";

    @ExceptionHandler({
        RedisException.class,
        NonTransientDataAccessResourceException.class,
        TransientDataAccessException.class,
        RecoverableDataAccessException.class,
        TransactionException.class
    })
    ResponseEntity<Problem> storeAway(RuntimeException exception, HttpServletRequest request) {
        log.warn("{} {} failed: a store is away", request.getMethod(), request.getRequestURI(), exception);
        Language language = Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        return ResponseEntity.status(ProblemCode.UNAVAILABLE.status())
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(ProblemCode.UNAVAILABLE, language, "A store is away at present."));
    }
}
