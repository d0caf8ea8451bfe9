package io.firstcome.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.firstcome.localstack.launch.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Speaks to the suite as a user's client would. Immutable: each {@code with…} gives another client. */
record Api(String base, Map<String, String> headers) {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final ObjectMapper JSON = new ObjectMapper();

    static Api gateway() {
        return instance(Service.GATEWAY, 1);
    }

    /** Speaks to one instance of a service, the first being 1. */
    static Api instance(Service service, int number) {
        return new Api(RunningSuite.suite().urlOf(service, number), Map.of());
    }

    Api with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Api(base, more);
    }

    Api token(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Api korean() {
        return with("Accept-Language", "ko-KR,ko;q=0.9,en;q=0.5");
    }

    Answer get(String path) {
        return send("GET", path, null, null);
    }

    Answer post(String path, Object body) {
        return send("POST", path, json(body), "application/json");
    }

    Answer post(String path) {
        return send("POST", path, null, null);
    }

    Answer patch(String path, Object body) {
        return send("PATCH", path, json(body), "application/json");
    }

    Answer send(String method, String path, String body, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String json(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        JsonNode body() {
            try {
                return text().isEmpty() ? MissingNode.getInstance() : JSON.readTree(text());
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + text(), e);
            }
        }

        Answer expect(int status) {
            assertThat(status())
                    .as("%s %s → %s", response.request().method(), response.uri(), text())
                    .isEqualTo(status);
            return this;
        }

        /** Asserts that this is a problem with the status and code. */
        void refused(int status, String code) {
            expect(status);
            assertThat(header("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(body().path("code").asText()).as(text()).isEqualTo(code);
            assertThat(body().path("status").asInt()).isEqualTo(status);
            assertThat(body().path("type").asText()).startsWith("urn:firstcome:problem:");
        }
    }
}
