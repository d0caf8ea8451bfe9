package io.firstcome.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.caller.Anyone;
import io.firstcome.kit.caller.Caller;
import io.firstcome.kit.caller.VerificationKeys;
import io.firstcome.kit.feign.ServiceUnavailable;
import io.firstcome.kit.problem.ProblemException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.jsonwebtoken.Jwts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The kit in a small service of its own, calling a neighbour that can misbehave. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.import=classpath:firstcome-defaults.yml",
            "eureka.client.enabled=false",
            "FIRSTCOME_SERVICE_TOKEN=" + KitTest.SERVICE_TOKEN,
            "FIRSTCOME_CALL_DEADLINE_MILLIS=500",
            "FIRSTCOME_CALLS_AT_ONCE=4"
        })
@ExtendWith(OutputCaptureExtension.class)
class KitTest {

    static final String SERVICE_TOKEN = "0123456789012345678901234567890123456789";
    private static final KeyPair KEYS = Jwts.SIG.RS256.keyPair().build();
    private static final Neighbour neighbour = new Neighbour();

    @Autowired
    TestRestTemplate http;

    @Autowired
    NeighbourClient client;

    @Autowired
    CircuitBreakerRegistry breakers;

    @DynamicPropertySource
    static void where(DynamicPropertyRegistry registry) {
        registry.add("spring.cloud.discovery.client.simple.instances.neighbour[0].uri", neighbour::url);
    }

    @FeignClient("neighbour")
    interface NeighbourClient {
        @GetMapping("/internal/hello")
        String hello();
    }

    @SpringBootApplication
    @EnableFeignClients(clients = NeighbourClient.class)
    static class Service {
        @Bean
        VerificationKeys keys() {
            return id -> Optional.of(KEYS.getPublic());
        }

        @RestController
        static class Calls {
            private final ObjectProvider<NeighbourClient> neighbours;

            Calls(ObjectProvider<NeighbourClient> neighbours) {
                this.neighbours = neighbours;
            }

            record Thing(@NotBlank String name, @Min(1) long size) {}

            @Anyone
            @GetMapping("/api/open")
            String open() {
                return "hello";
            }

            @GetMapping("/api/mine")
            long mine(Caller caller) {
                return caller.user();
            }

            @GetMapping("/api/admin/things")
            String admin() {
                return "secret";
            }

            @GetMapping("/internal/things")
            String internal() {
                return "inside";
            }

            @Anyone
            @PostMapping("/api/things")
            Thing make(@Valid @RequestBody Thing thing) {
                return thing;
            }

            @Anyone
            @GetMapping("/api/limited")
            int limited(@RequestParam @Min(1) @Max(5) int limit) {
                return limit;
            }

            @Anyone
            @GetMapping("/api/broken")
            String broken() {
                throw new IllegalStateException("the password is swordfish");
            }

            @Anyone
            @GetMapping("/api/later")
            String later() {
                throw ProblemException.tryAgain(ProblemCode.UNAVAILABLE, Duration.ofMillis(1500), "soon", null);
            }

            @Anyone
            @GetMapping("/api/ask")
            String ask() {
                return neighbours.getObject().hello();
            }
        }
    }

    @BeforeEach
    void wellBehaved() {
        neighbour.status = 200;
        neighbour.body = "hello";
        neighbour.hang = null;
        neighbour.missing = 0;
        neighbour.silent = false;
        breakers.circuitBreaker("neighbour").reset();
        // Without this, the test's own client would send a call again when it is answered 503.
        http.getRestTemplate().setRequestFactory(new JdkClientHttpRequestFactory());
    }

    @Test
    void whoMayCallWhatIsDecidedByTheHandlerThatMatched() {
        String user = token("USER");
        assertThat(http.getForObject("/api/open", String.class)).isEqualTo("hello");
        assertThat(get("/api/mine", user).getBody().asLong()).isEqualTo(42);
        assertProblem(get("/api/mine", null), 401, "UNAUTHENTICATED");
        assertProblem(get("/api/mine", "rubbish"), 401, "INVALID_TOKEN");
        assertProblem(get("/api/admin/things", user), 403, "FORBIDDEN");
        assertThat(http.exchange("/api/admin/things", HttpMethod.GET, with(token("ADMIN")), String.class)
                        .getBody())
                .isEqualTo("secret");
        assertProblem(get("/internal/things", token("ADMIN")), 401, "SERVICE_TOKEN_REQUIRED");
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-Service-Token", SERVICE_TOKEN);
        assertThat(http.exchange("/internal/things", HttpMethod.GET, new HttpEntity<>(headers), String.class)
                        .getBody())
                .isEqualTo("inside");
    }

    @Test
    void whatCannotBeReadIsToldFieldByField() {
        assertProblem(post("{"), 400, "MALFORMED_REQUEST");
        assertProblem(post("{\"name\":\"x\",\"size\":1} {}"), 400, "INVALID_INPUT");
        assertProblem(post("[]"), 400, "INVALID_INPUT");
        assertProblem(post(null), 400, "MALFORMED_REQUEST");
        JsonNode errors = assertProblem(post("{\"name\":\" \",\"size\":0}"), 400, "INVALID_INPUT")
                .get("errors");
        assertThat(errors.findValuesAsText("field")).containsExactlyInAnyOrder("name", "size");
        assertThat(assertProblem(post("{\"name\":\"x\",\"size\":\"1\"}"), 400, "INVALID_INPUT")
                        .get("errors")
                        .get(0)
                        .get("field")
                        .asText())
                .isEqualTo("size");
        assertProblem(post("{\"name\":\"x\",\"size\":1.5}"), 400, "INVALID_INPUT");
        assertProblem(post("{\"name\":5,\"size\":1}"), 400, "INVALID_INPUT");
        assertProblem(get("/api/limited?limit=6", null), 400, "INVALID_INPUT");
        assertProblem(get("/api/limited?limit=six", null), 400, "INVALID_INPUT");
        assertProblem(get("/api/limited", null), 400, "INVALID_INPUT");
    }

    @Test
    void whatSpringRefusesIsAProblemToo() {
        assertProblem(get("/nowhere", null), 404, "NOT_FOUND");
        assertProblem(get("/api/things", null), 405, "METHOD_NOT_ALLOWED");
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.TEXT_PLAIN);
        assertProblem(
                http.exchange("/api/things", HttpMethod.POST, new HttpEntity<>("x", headers), JsonNode.class),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void titlesAreInTheReadersLanguage() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, "ko-KR,ko;q=0.9");
        JsonNode body = http.exchange("/nowhere", HttpMethod.GET, new HttpEntity<>(headers), JsonNode.class)
                .getBody();
        assertThat(body.get("title").asText()).isEqualTo("찾을 수 없습니다");
    }

    @Test
    void aFaultIsLoggedWithItsCauseAndToldWithoutIt(CapturedOutput output) {
        JsonNode body = assertProblem(get("/api/broken", null), 500, "INTERNAL_ERROR");
        assertThat(body.toString()).doesNotContain("swordfish");
        assertThat(output).contains("swordfish");
    }

    @Test
    void retryAfterIsInWholeSecondsRoundedUp() {
        assertThat(get("/api/later", null).getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .isEqualTo("2");
    }

    @Test
    void aNeighbourIsShownTheServiceToken() {
        assertThat(client.hello()).isEqualTo("hello");
        assertThat(neighbour.token).isEqualTo(SERVICE_TOKEN);
    }

    @Test
    void aRefusalOfANeighbourIsPassedOnAsItIs() {
        neighbour.status = 409;
        neighbour.body =
                "{\"type\":\"x\",\"title\":\"x\",\"status\":409,\"code\":\"BELOW_GRANTED\",\"detail\":\"7\",\"granted\":7}";
        assertThat(ask().get("code").asText()).isEqualTo("BELOW_GRANTED");
        assertThat(ask().get("granted").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"400,MALFORMED_REQUEST", "401,SERVICE_TOKEN_REQUIRED", "404,NOT_FOUND", "405,METHOD_NOT_ALLOWED"})
    void aNeighbourThatDoesNotUnderstandTheCallIsUnavailable(int status, String code) {
        neighbour.status = status;
        neighbour.body = "{\"type\":\"x\",\"title\":\"x\",\"status\":" + status + ",\"code\":\"" + code + "\"}";
        assertThat(ask().get("code").asText()).isEqualTo("UNAVAILABLE");
    }

    @Test
    void anAnswerThatBreaksOffIsNone() {
        neighbour.missing = 1;
        assertThatThrownBy(() -> client.hello()).isInstanceOf(ServiceUnavailable.class);
        assertThat(ask().get("code").asText()).isEqualTo("UNAVAILABLE");
    }

    @Test
    void longHeadersThatTheGatewayTakesAreTakenHereToo() {
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-Long", "x".repeat(15_000));
        assertThat(http.exchange("/api/open", HttpMethod.GET, new HttpEntity<>(headers), String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    @Test
    void aNeighbourThatFailsMakesAnOutageAndItsBreakerOpens() {
        neighbour.status = 500;
        int before = neighbour.calls.get();
        for (int i = 0; i < 40; i++) {
            assertThat(ask().get("code").asText()).isEqualTo("UNAVAILABLE");
        }
        assertThat(neighbour.calls.get() - before).isLessThan(40);
        neighbour.status = 200;
        await().atMost(Duration.ofSeconds(10)).until(this::hello);
    }

    @Test
    void aCallIsNeverSentTwice() {
        await().atMost(Duration.ofSeconds(10)).until(this::hello);
        neighbour.status = 503;
        int before = neighbour.calls.get();
        assertThat(ask().get("code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(neighbour.calls.get() - before).isEqualTo(1);
    }

    @Test
    void aCallWhoseConnectionBreaksIsNotSentAgainEither() {
        assertThat(client.hello()).isEqualTo("hello");
        neighbour.silent = true;
        int before = neighbour.calls.get();
        assertThat(ask().get("code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(neighbour.calls.get() - before).isEqualTo(1);
    }

    @Test
    void aNeighbourThatHangsIsNotWaitedForLongerThanTheDeadline() {
        neighbour.hang = new CountDownLatch(1);
        try {
            long start = System.nanoTime();
            assertThat(ask().get("code").asText()).isEqualTo("UNAVAILABLE");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        } finally {
            neighbour.hang.countDown();
        }
    }

    private boolean hello() {
        try {
            return client.hello().equals("hello");
        } catch (RuntimeException stillOpen) {
            return false;
        }
    }

    private JsonNode ask() {
        return get("/api/ask", null).getBody();
    }

    private ResponseEntity<JsonNode> get(String path, String token) {
        return http.exchange(path, HttpMethod.GET, with(token), JsonNode.class);
    }

    private ResponseEntity<JsonNode> post(String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return http.exchange("/api/things", HttpMethod.POST, new HttpEntity<>(body, headers), JsonNode.class);
    }

    private static HttpEntity<Void> with(String token) {
        HttpHeaders headers = new HttpHeaders();
        if (token != null) {
            headers.setBearerAuth(token);
        }
        return new HttpEntity<>(headers);
    }

    private static String token(String role) {
        return Jwts.builder()
                .header()
                .keyId("k")
                .and()
                .subject("42")
                .issuer("firstcome")
                .audience()
                .add("firstcome")
                .and()
                .id("t")
                .claim("roles", List.of(role))
                .expiration(Date.from(Instant.now().plusSeconds(60)))
                .signWith(KEYS.getPrivate())
                .compact();
    }

    private static JsonNode assertProblem(ResponseEntity<JsonNode> response, int status, String code) {
        assertThat(response.getStatusCode().value())
                .as(String.valueOf(response.getBody()))
                .isEqualTo(status);
        assertThat(response.getHeaders().getContentType()).hasToString("application/problem+json");
        assertThat(response.getBody().get("code").asText()).isEqualTo(code);
        return response.getBody();
    }

    /** A service that answers as it is told to. */
    private static final class Neighbour {
        final AtomicInteger calls = new AtomicInteger();
        volatile int status = 200;
        volatile String body = "hello";
        volatile String token;
        volatile int missing;
        volatile boolean silent;
        volatile CountDownLatch hang;
        private final HttpServer server;

        Neighbour() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                try (exchange) {
                    calls.incrementAndGet();
                    token = exchange.getRequestHeaders().getFirst("X-Service-Token");
                    if (silent) {
                        return;
                    }
                    if (hang != null) {
                        hang.await();
                    }
                    byte[] bytes = body.getBytes();
                    exchange.getResponseHeaders()
                            .add("Content-Type", status < 400 ? "text/plain" : "application/problem+json");
                    exchange.sendResponseHeaders(status, bytes.length + missing);
                    exchange.getResponseBody().write(bytes);
                    exchange.getResponseBody().flush();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }
    }
}
