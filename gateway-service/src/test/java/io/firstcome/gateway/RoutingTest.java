package io.firstcome.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.problem.ProblemCode;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class RoutingTest extends GatewayTest {

    @BeforeEach
    void answerRouted() {
        EVENT.answer(asked -> Mono.just(new FakeService.Told(200, "{\"routed\":true}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/folded/apply",
                "/internal/",
                "/actuator/metrics",
                "/actuator/env",
                "/actuator",
                "/no/such/page",
                "/api/events/../../internal/addresses",
                "/api/events/%2e%2e/%2e%2e/internal/addresses",
                "/api/events;x=1/7",
                "//internal/addresses",
                "/API/events"
            })
    void whatIsNotARouteIsNotFound(String path) {
        for (HttpRequest.Builder request : List.of(request(path), request(path).POST(BodyPublishers.ofString("[]")))) {
            assertProblem(
                    send(request.header("Authorization", TestTokens.of(anyUser(), "ADMIN"))), ProblemCode.NOT_FOUND);
        }
        assertThat(EVENT.asked).isEmpty();
        assertThat(AUTH.asked).noneMatch(asked -> !asked.uri().equals("/.well-known/jwks.json"));
    }

    @Test
    void oneAddressThatReadsTooOftenIsRefusedAndOthersAreNot() throws Exception {
        HttpClient greedy = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.getByName("127.0.0.9"))
                .build();
        assertLimited(
                () -> greedy.sendAsync(request("/api/events/7?routed=").build(), BodyHandlers.ofString())
                        .join(),
                "firstcome.gateway.rates.reads-per-address");
        assertThat(send(request("/api/events?routed=")).statusCode()).isEqualTo(200);
        assertThat(greedy.send(request("/actuator/health/liveness").build(), BodyHandlers.ofString())
                        .statusCode())
                .as("what no service is asked for")
                .isEqualTo(200);
    }

    @Test
    void oneUserWhoAsksTooOftenIsRefusedAndOthersAreNot() {
        String token = TestTokens.of(anyUser(), "ADMIN");
        HttpRequest.Builder request = request("/api/admin/event/stock").header("Authorization", token);
        assertLimited(() -> send(request), "firstcome.gateway.rates.routed-per-user");
        assertThat(send(request("/api/admin/event/stock").header("Authorization", TestTokens.of(anyUser(), "ADMIN")))
                        .statusCode())
                .isEqualTo(200);
    }

    /** Asks, one time after the other, until it is refused. */
    private void assertLimited(Supplier<HttpResponse<String>> question, String setting) {
        List<HttpResponse<String>> responses = new ArrayList<>();
        do {
            responses.add(question.get());
        } while (responses.getLast().statusCode() == 200 && responses.size() < 2_000);
        JsonNode problem = assertProblem(responses.getLast(), ProblemCode.TOO_MANY_REQUESTS);
        assertThat(problem.path("detail").asText()).contains(setting);
        assertThat(EVENT.asked).as("of the one refused no service hears").hasSize(responses.size() - 1);
    }

    @Test
    void anUnknownPathBelowApiIsNotFoundForThoseWhoHaveAToken() {
        assertProblem(
                send(request("/api/no-such-thing").header("Authorization", TestTokens.of(anyUser()))),
                ProblemCode.NOT_FOUND);
    }

    @Test
    void whatAClientSaysOfItsIdentityDoesNotReachAService() {
        Map<String, String> claims = Map.of(
                "X-Service-Token", System.getProperty("FIRSTCOME_SERVICE_TOKEN"),
                "X-Client-Address", "192.0.2.1",
                "X-User-Id", "1",
                "X-User-Roles", "ADMIN",
                "X-Forwarded-For", "192.0.2.1",
                "X-Forwarded-Host", "example.org",
                "Forwarded", "for=192.0.2.1",
                "X-Real-IP", "192.0.2.1");
        HttpRequest.Builder request = request("/api/events?routed=").header("X-Harmless", "yes");
        claims.forEach(request::header);

        assertThat(send(request).statusCode()).isEqualTo(200);

        HttpHeaders got = EVENT.asked.element().headers();
        assertThat(got.get("X-Client-Address")).isEqualTo("127.0.0.1");
        assertThat(got.get("X-Harmless")).isEqualTo("yes");
        for (String name : claims.keySet()) {
            if (!name.equals("X-Client-Address")) {
                assertThat(got.contains(name)).as(name).isFalse();
            }
        }
    }

    @Test
    void aClientCannotHaveTheGatewaysOwnHeadersLeftOut() throws IOException {
        assertThat(sendRaw(
                        "GET /api/events?routed= HTTP/1.1\r\nHost: x\r\nConnection: close, X-Client-Address\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(EVENT.asked.element().headers().get("X-Client-Address")).isEqualTo("127.0.0.1");
    }

    @Test
    void whatIsNoHttpFillsNoLog(CapturedOutput output) throws IOException {
        assertThat(sendRaw("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(output).doesNotContain("Decoding failed");
    }

    /** By hand: the JDK's client does not let anybody say such things. */
    private String sendRaw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aServiceWithoutInstancesIsUnavailable() {
        HttpResponse<String> response = send(request("/api/admin/failures")
                .header("Authorization", TestTokens.of(anyUser(), "ADMIN"))
                .header("Accept-Language", "ko"));
        JsonNode problem = assertProblem(response, ProblemCode.UNAVAILABLE);
        assertThat(problem.path("title").asText()).startsWith("일시적으로");
    }

    @Test
    void aServiceThatDoesNotAnswerInTimeIsUnavailableAndAskedOnce() {
        EVENT.answer(asked -> Mono.never());
        assertProblem(send(request("/api/events?routed=")), ProblemCode.UNAVAILABLE);
        assertThat(EVENT.asked).hasSize(1);
    }

    /** What ends streams must leave it alone: a request that was broken off before its answer would be told 200, and nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "application/json, text/event-stream"})
    void whoWouldTakeAStreamIsToldOfAnOutageAsAnybodyElse(String accepted) {
        AUTH.answer(asked -> Mono.never());
        assertProblem(
                send(request("/api/auth/verify-code")
                        .header("Accept", accepted)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"))),
                ProblemCode.UNAVAILABLE);
    }

    @Test
    void aServiceThatClosesTheConnectionIsUnavailableAndAskedOnce() {
        EVENT.answer(asked -> Mono.just(FakeService.Told.HANG_UP));
        assertProblem(
                send(request("/api/admin/events")
                        .header("Authorization", TestTokens.of(anyUser(), "ADMIN"))
                        .POST(BodyPublishers.ofString("{}"))),
                ProblemCode.UNAVAILABLE);
        assertThat(EVENT.asked).hasSize(1);
    }

    @Test
    void anAnswerOfAServiceGoesOutAsItIs() {
        EVENT.answer(asked -> Mono.just(new FakeService.Told(500, "{\"code\":\"INTERNAL_ERROR\"}")));
        HttpResponse<String> response = send(request("/api/events?routed="));
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("{\"code\":\"INTERNAL_ERROR\"}");
        assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    }

    @Test
    void openApiDocumentsComeFromTheServices() {
        assertThat(send(request("/v3/api-docs/event-service")).statusCode()).isEqualTo(200);
        assertThat(EVENT.asked.element().uri()).isEqualTo("/v3/api-docs");
    }

    @Test
    void theFirstPageAndSwaggerUiAreThere() {
        HttpResponse<String> page = send(request("/"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Firstcome</title>");
        HttpResponse<String> redirect = send(request("/swagger-ui.html"));
        assertThat(redirect.statusCode()).isEqualTo(302);
        String ui = redirect.headers().firstValue("Location").orElseThrow();
        assertThat(send(request(ui)).body()).contains("swagger-ui");
        assertThat(send(request(ui))
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .contains("default-src 'self'");
        assertThat(send(request("/v3/api-docs/swagger-config")).body()).contains("/v3/api-docs/event-service");
    }

    @Test
    void thePublicSeesHealthAndProbesWithoutDetails() {
        for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
            HttpResponse<String> health = send(request(path));
            assertThat(health.statusCode()).as(path).isEqualTo(200);
            assertThat(health.body()).doesNotContain("components", "details");
        }
    }
}
