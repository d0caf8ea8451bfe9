package io.firstcome.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.gateway.answer.Refusal;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.RealBackends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;

/** The whole gateway, with real Redis, before services that are fakes. One context for all tests that extend it. */
@RealBackends(Part.REDIS)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class GatewayTest {

    protected static final FakeService AUTH = new FakeService();
    protected static final FakeService EVENT = new FakeService();
    protected static final String APPLY = "/api/event/apply";
    protected static final String STATUS = "/api/event/status";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicLong USERS = new AtomicLong(1);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    protected int port;

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry properties) {
        AUTH.answer(keys());
        properties.add("spring.cloud.discovery.client.simple.instances.auth-service[0].uri", AUTH::url);
        properties.add("spring.cloud.discovery.client.simple.instances.event-service[0].uri", EVENT::url);
        properties.add("FIRSTCOME_ROUTED_TIMEOUT_MILLIS", () -> "2000");
        properties.add("FIRSTCOME_FOLD_TIMEOUT", () -> "1500ms");
        properties.add("FIRSTCOME_RATE_READS_PER_ADDRESS", () -> "20");
        properties.add("FIRSTCOME_RATE_READS_PER_ADDRESS_BURST", () -> "100");
        properties.add("FIRSTCOME_RATE_ROUTED_PER_USER", () -> "20");
        properties.add("FIRSTCOME_RATE_ROUTED_PER_USER_BURST", () -> "100");
    }

    @BeforeEach
    void resetServices() {
        AUTH.reset();
        AUTH.answer(keys());
        EVENT.reset();
        EVENT.answerBatches(GatewayTest::echo);
    }

    private static java.util.function.Function<FakeService.Asked, Mono<FakeService.Told>> keys() {
        return asked -> Mono.just(
                asked.uri().equals("/.well-known/jwks.json")
                        ? new FakeService.Told(200, TestTokens.keySet(TestTokens.KEY_ID, TestTokens.KEYS))
                        : new FakeService.Told(200, "{}"));
    }

    /** Answers each call with what it was. */
    protected static Mono<List<FoldedAnswer>> echo(List<FoldedCall> batch) {
        return Mono.just(batch.stream().map(GatewayTest::echo).toList());
    }

    protected static FoldedAnswer echo(FoldedCall call) {
        return new FoldedAnswer(202, "{\"user\":" + call.user() + "}", null, null);
    }

    /** A user that no other test uses: rates are counted per user. */
    protected static long anyUser() {
        return USERS.incrementAndGet();
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    protected HttpRequest.Builder apply(long user) {
        return request(APPLY).POST(BodyPublishers.noBody()).header("Authorization", TestTokens.of(user));
    }

    protected static HttpResponse<String> send(HttpRequest.Builder request) {
        return sendAsync(request).join();
    }

    protected static CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString());
    }

    protected static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks that the response is this problem, in the form all problems have, and returns its body. */
    protected static JsonNode assertProblem(HttpResponse<String> response, ProblemCode code) {
        assertThat(response.body()).contains("\"" + code + "\"");
        assertThat(response.statusCode()).isEqualTo(code.status());
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        if (code.status() == 503 || code.status() == 429) {
            assertThat(response.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, (long) Refusal.MAX_RETRY_SECONDS);
        }
        JsonNode problem = json(response);
        assertThat(problem.path("code").asText()).isEqualTo(code.name());
        assertThat(problem.path("type").asText()).isEqualTo(code.type());
        assertThat(problem.path("status").asInt()).isEqualTo(code.status());
        return problem;
    }
}
