package io.firstcome.gateway.route;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.gateway.answer.Answer;
import io.firstcome.gateway.answer.Refusal;
import io.firstcome.gateway.caller.Callers;
import io.firstcome.gateway.caller.Verdict;
import io.firstcome.gateway.rate.RateLimits;
import io.firstcome.gateway.request.ClientAddress;
import io.firstcome.gateway.request.Languages;
import io.firstcome.gateway.request.RequestBody;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Stands before everything that is not folded: checks the token, the rate and the size, and takes out what a client says of its
 * own identity. The Authorization header goes on: services verify it again.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class RoutedFilter implements WebFilter {

    private static final Refusal NOTHING_HERE = new Refusal(ProblemCode.NOT_FOUND, null);
    private static final Refusal ADMINS_ONLY = new Refusal(ProblemCode.FORBIDDEN, "This call is for admins.");

    private final Callers callers;
    private final RateLimits rates;
    private final ClientAddress clients;
    private final long maxBody;

    RoutedFilter(Callers callers, RateLimits rates, ClientAddress clients, RouteProperties properties) {
        this.callers = callers;
        this.rates = rates;
        this.clients = clients;
        this.maxBody = properties.maxBody().toBytes();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        Access access = Access.to(request.getMethod(), request.getPath().value());
        return switch (access) {
            case OPEN -> goOn(exchange, chain);
            case READ -> goOnUnless(rates.read(request), exchange, chain);
            case LOGIN -> goOnUnless(rates.auth(request), exchange, chain);
            case USER, ADMIN ->
                callers.judge(request)
                        .flatMap(verdict -> goOnUnless(refusal(verdict, access, request), exchange, chain));
            case NOTHING -> NOTHING_HERE.in(Languages.of(request)).writeTo(exchange);
        };
    }

    private Answer refusal(Verdict verdict, Access access, ServerHttpRequest request) {
        return switch (verdict) {
            case Verdict.Unknown unknown -> unknown.refusal().in(Languages.of(request));
            case Verdict.Undecided undecided -> undecided.refusal().in(Languages.of(request));
            case Verdict.Known known ->
                access == Access.ADMIN && !known.caller().isAdmin()
                        ? ADMINS_ONLY.in(Languages.of(request))
                        : rates.routed(known.caller().user(), request);
        };
    }

    private Mono<Void> goOnUnless(Answer refused, ServerWebExchange exchange, WebFilterChain chain) {
        return refused == null ? goOn(exchange, chain) : refused.writeTo(exchange);
    }

    private Mono<Void> goOn(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String address = clients.of(request).getHostAddress();
        ServerHttpRequest scrubbed = request.mutate()
                .headers(headers -> IdentityHeaders.replace(headers, address))
                .build();
        boolean bodiless = !RequestBody.announced(request.getHeaders());
        ServerHttpRequest passed = bodiless ? scrubbed : RequestBody.limited(scrubbed, maxBody);
        return chain.filter(exchange.mutate().request(passed).build());
    }
}
