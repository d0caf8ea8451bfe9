package io.firstcome.kit.caller;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.internal.ServiceToken;
import io.firstcome.kit.problem.ProblemException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Lets a request through to its handler or ends it. It judges by the pattern of the handler that was matched, not by the
 * raw path, so that no spelling of a path gets past it: {@code /internal/**} needs the service token, {@code /api/admin/**}
 * an admin, the rest of {@code /api/**} a user unless the handler is for {@link Anyone}.
 */
final class CallerGuard implements HandlerInterceptor {

    static final String ATTRIBUTE = Caller.class.getName();
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final AccessTokens tokens;
    private final ServiceToken serviceToken;

    CallerGuard(AccessTokens tokens, ServiceToken serviceToken) {
        this.tokens = tokens;
        this.serviceToken = serviceToken;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return true;
        }
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            // A stream that ends comes by once more. It was let through when it began; its token may be over by now.
            return true;
        }
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        if (pattern.startsWith("/internal/")) {
            if (!serviceToken.matches(request.getHeader(ServiceToken.HEADER))) {
                throw ProblemException.of(ProblemCode.SERVICE_TOKEN_REQUIRED, null);
            }
        } else if (pattern.startsWith("/api/") && !method.hasMethodAnnotation(Anyone.class)) {
            Caller caller = caller(request);
            if (pattern.startsWith("/api/admin/") && !caller.isAdmin()) {
                throw ProblemException.of(ProblemCode.FORBIDDEN, "This call is for admins.");
            }
            request.setAttribute(ATTRIBUTE, caller);
        }
        return true;
    }

    private Caller caller(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            throw ProblemException.of(
                    ProblemCode.UNAUTHENTICATED, "Send an access token as 'Authorization: Bearer …'.");
        }
        Optional<Caller> caller;
        try {
            caller = tokens.verifyHeader(header);
        } catch (VerificationKeys.KeysUnavailable e) {
            throw ProblemException.tryAgain(ProblemCode.UNAVAILABLE, RETRY, "Tokens cannot be verified at present.", e);
        }
        return caller.orElseThrow(
                () -> ProblemException.of(ProblemCode.INVALID_TOKEN, "Expired, or not issued by us."));
    }
}
