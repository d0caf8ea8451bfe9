package io.firstcome.gateway.fold;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.gateway.answer.Answer;
import io.firstcome.gateway.answer.Refusal;
import io.firstcome.gateway.caller.Callers;
import io.firstcome.gateway.caller.Verdict;
import io.firstcome.gateway.edge.EdgeAnswers;
import io.firstcome.gateway.edge.EdgeKey;
import io.firstcome.gateway.fold.FoldMetrics.Outcome;
import io.firstcome.gateway.fold.FoldMetrics.Tally;
import io.firstcome.gateway.rate.RateLimits;
import io.firstcome.gateway.request.Languages;
import io.firstcome.gateway.request.RequestBody;
import io.firstcome.kit.trace.Step;
import io.firstcome.kit.trace.Traces;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What is done for a request on a folded route, cheapest first: told from memory, refused for the length of the line, token, rates, then the fold. */
final class FoldedRoute {

    private static final byte[] EMPTY = {};
    private static final Refusal NOT_JSON =
            new Refusal(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "A body is sent as Content-Type: application/json.");
    private static final Refusal FAILED =
            new Refusal(ProblemCode.UNAVAILABLE, "Nobody answered in time, so what came of the request is not known.");

    private final FoldProperties.Route route;
    private final String name;
    private final Fold fold;
    private final FoldMetrics metrics;
    private final Door door;
    private final Refusal lineFull;
    private final Refusal turnTooLate;

    /** What all folded routes share. */
    record Door(EdgeAnswers edge, Callers callers, RateLimits rates, Traces traces) {}

    /** @param setting the route's own settings, as they are named in a refusal */
    FoldedRoute(FoldProperties.Route route, String setting, Fold fold, FoldMetrics metrics, Door door) {
        this.route = route;
        this.name = route.method() + " " + route.path();
        this.fold = fold;
        this.metrics = metrics;
        this.door = door;
        this.lineFull = overloaded(route.limits().maxWaiting() + " requests are waiting already (setting " + setting
                + ".limits.max-waiting).");
        this.turnTooLate = overloaded("Its turn does not come within "
                + route.limits().maxWait().toMillis() + " ms (setting " + setting + ".limits.max-wait).");
    }

    /** Answers the request. */
    Mono<Void> answer(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        Tally tally = metrics.arrived();
        return RequestBody.announced(request.getHeaders())
                ? RequestBody.text(request, route.maxBody().toBytes())
                        .doOnError(e -> tally.ended(Outcome.MALFORMED))
                        .doOnCancel(() -> tally.ended(Outcome.GONE))
                        .flatMap(body -> answer(exchange, body, tally))
                : answer(exchange, null, tally);
    }

    private Mono<Void> answer(ServerWebExchange exchange, String text, Tally tally) {
        ServerHttpRequest request = exchange.getRequest();
        Language language = Languages.of(request);
        String body = text == null || text.isEmpty() ? null : text;
        if (body != null && !RequestBody.isJson(request.getHeaders())) {
            return ended(NOT_JSON.in(language), Outcome.MALFORMED, tally).writeTo(exchange);
        }
        EdgeKey key = new EdgeKey(route.path(), request.getURI().getRawQuery(), body, language);
        Answer known = door.edge.find(key);
        if (known != null) {
            return ended(known, Outcome.EDGE, tally).writeTo(exchange);
        }
        Folded refusal = fold.refusal();
        if (refusal != null) {
            return told(refusal, key, tally).writeTo(exchange);
        }
        return judged(request, key, tally)
                .doOnCancel(() -> tally.ended(Outcome.GONE))
                .flatMap(ready -> ready.writeTo(exchange));
    }

    private Mono<Answer> judged(ServerHttpRequest request, EdgeKey key, Tally tally) {
        Language language = key.language();
        return door.callers.judge(request).flatMap(verdict -> switch (verdict) {
            case Verdict.Unknown none -> refuse(none.refusal().in(language), Outcome.UNAUTHENTICATED, tally);
            case Verdict.Undecided later -> refuse(later.refusal().in(language), Outcome.FAILED, tally);
            case Verdict.Known caller -> join(request, key, caller.caller().user(), tally);
        });
    }

    private Mono<Answer> join(ServerHttpRequest request, EdgeKey key, long user, Tally tally) {
        Answer limited = door.rates.folded(user, request);
        if (limited != null) {
            return refuse(limited, Outcome.LIMITED, tally);
        }
        Step step = door.traces.begin(name);
        Mono<Answer> told = fold.join(new FoldedCall(user, key.language(), key.query(), key.body(), step.parent()))
                .map(folded -> told(folded, key, tally));
        return step.isTraced() ? traced(told, step) : told;
    }

    private static Mono<Answer> traced(Mono<Answer> told, Step step) {
        return told.doOnNext(answer -> step.with("http.response.status_code", answer.status()))
                .doFinally(end -> step.close());
    }

    private Answer told(Folded folded, EdgeKey key, Tally tally) {
        Language language = key.language();
        return switch (folded) {
            case Folded.Answered answered -> {
                tally.ended(Outcome.ANSWERED);
                yield unfold(key, answered);
            }
            case Folded.LineFull full -> ended(lineFull.in(language), Outcome.OVERLOADED, tally);
            case Folded.TurnTooLate late -> ended(turnTooLate.in(language), Outcome.OVERLOADED, tally);
            case Folded.Failed failed -> ended(FAILED.in(language), Outcome.FAILED, tally);
        };
    }

    private Answer unfold(EdgeKey key, Folded.Answered answered) {
        FoldedAnswer folded = answered.answer();
        Answer answer = new Answer(
                folded.status(),
                folded.body() == null ? EMPTY : folded.body().getBytes(StandardCharsets.UTF_8),
                folded.headers() == null ? Map.of() : folded.headers());
        if (folded.edge() != null) {
            door.edge.keep(key, answer, folded.edge(), answered.askedAt());
        }
        return answer;
    }

    private static Mono<Answer> refuse(Answer refusal, Outcome outcome, Tally tally) {
        return Mono.just(ended(refusal, outcome, tally));
    }

    private static Answer ended(Answer answer, Outcome outcome, Tally tally) {
        tally.ended(outcome);
        return answer;
    }

    private static Refusal overloaded(String detail) {
        return new Refusal(ProblemCode.OVERLOADED, detail);
    }
}
