package io.firstcome.gateway.answer;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * An answer whose body is ready as bytes, so that it can be written any number of times.
 *
 * @param status  the HTTP status
 * @param body    JSON, a problem when {@code status} is 400 or more; not to be changed
 * @param headers further headers
 */
public record Answer(int status, byte[] body, Map<String, String> headers) {

    private static final String NO_STORE = "no-store";
    private static final ObjectReader JSON = new JsonMapper().reader();

    /** Returns the code of the problem, or the status when it is none. */
    public String code() {
        try {
            return JSON.readTree(body).path("code").asText(String.valueOf(status));
        } catch (IOException notJson) {
            return String.valueOf(status);
        }
    }

    /** Writes it as the response of the exchange. */
    public Mono<Void> writeTo(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        response.setRawStatusCode(status);
        HttpHeaders out = response.getHeaders();
        out.set(
                HttpHeaders.CONTENT_TYPE,
                status >= 400 ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE);
        out.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        out.setContentLength(body.length);
        headers.forEach(out::set);
        if (exchange.getRequest().getMethod() == HttpMethod.HEAD) {
            return response.setComplete();
        }
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
