package io.firstcome.gateway.read;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.gateway.answer.Answer;
import io.firstcome.gateway.answer.Refusal;
import io.firstcome.gateway.rate.RateLimits;
import io.firstcome.gateway.request.Languages;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A crowd that looks at the same thing is answered from memory: the first asks the service, those who come meanwhile wait for the same
 * answer, and those who come within a moment after it are told it too, with its age in {@value #AGE} so that a clock in it can be used.
 * Whoever sends a query or a token is none of the crowd and is routed; a token may be an admin's, who wants to see his own change.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
final class SharedReads implements WebFilter {

    static final String AGE = "Age-Millis";

    private static final Logger log = LoggerFactory.getLogger(SharedReads.class);
    private static final int MAX_ANSWERS = 1_000;
    private static final byte[] EMPTY = {};
    private static final Refusal UNAVAILABLE = new Refusal(ProblemCode.UNAVAILABLE, null);

    private final ReadProperties properties;
    private final WebClient services;
    private final RateLimits rates;
    private final Cache<Question, Mono<Told>> answers;

    private record Question(String path, Language language) {}

    /** An answer and when it came; without one the service is away. */
    private record Told(Answer answer, long at) {

        Answer now(Language language) {
            if (answer == null) {
                return UNAVAILABLE.in(language);
            }
            long age = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at);
            return new Answer(answer.status(), answer.body(), Map.of(AGE, Long.toString(age)));
        }
    }

    SharedReads(ReadProperties properties, WebClient services, RateLimits rates) {
        this.properties = properties;
        this.services = services;
        this.rates = rates;
        this.answers = Caffeine.newBuilder()
                .maximumSize(MAX_ANSWERS)
                .expireAfterWrite(properties.keep())
                .build();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!isShared(request)) {
            return chain.filter(exchange);
        }
        Language language = Languages.of(request);
        Question question = new Question(request.getPath().value(), language);
        Mono<Told> answer = answers.getIfPresent(question);
        if (answer == null) {
            Answer refused = rates.read(request);
            if (refused != null) {
                return refused.writeTo(exchange);
            }
            answer = answers.get(question, this::ask);
        }
        return answer.flatMap(told -> told.now(language).writeTo(exchange));
    }

    private boolean isShared(ServerHttpRequest request) {
        return request.getMethod() == HttpMethod.GET
                && isIn(properties.folder(), request.getPath().value())
                && request.getURI().getRawQuery() == null
                && request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION) == null;
    }

    /** Whether the path is the folder or in it, by a name of letters and digits. */
    private static boolean isIn(String folder, String path) {
        if (!path.startsWith(folder)) {
            return false;
        }
        int rest = folder.length();
        if (path.length() == rest) {
            return true;
        }
        return path.charAt(rest) == '/'
                && path.length() > rest + 1
                && path.chars().skip(rest + 1L).allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    }

    /** Asked when the first one waits for it, and then once. */
    private Mono<Told> ask(Question question) {
        return services.get()
                .uri("http://" + properties.service() + question.path())
                .header(HttpHeaders.ACCEPT_LANGUAGE, question.language().tag())
                .exchangeToMono(SharedReads::told)
                .timeout(properties.timeout())
                .onErrorResume(failure -> {
                    log.warn("{} of {}: {}", question.path(), properties.service(), failure.toString());
                    return Mono.just(new Told(null, 0));
                })
                .cache();
    }

    private static Mono<Told> told(ClientResponse response) {
        int status = response.statusCode().value();
        if (status >= 500) {
            return response.releaseBody().then(Mono.error(new IOException("status " + status)));
        }
        return response.bodyToMono(byte[].class)
                .defaultIfEmpty(EMPTY)
                .map(body -> new Told(new Answer(status, body, Map.of()), System.nanoTime()));
    }
}
