package io.firstcome.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.kit.caller.VerificationKeys;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.RealBackends;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** event-service on real Kafka, Redis and database; the services behind it are fakes that can be away. */
@RealBackends({Part.REDIS, Part.KAFKA, Part.DATABASE})
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "firstcome.apply.sweep-every=300ms",
            "firstcome.apply.max-batches=2",
            "resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state=300ms"
        })
@Import(EventServiceTest.Keys.class)
abstract class EventServiceTest {

    static final FakeServices services = new FakeServices();
    private static final KeyPair KEYS = Jwts.SIG.RS256.keyPair().build();
    private static final AtomicLong USERS = new AtomicLong(1000);

    @Autowired
    TestRestTemplate http;

    @Autowired
    ObjectMapper json;

    @Autowired
    CircuitBreakerRegistry breakers;

    @DynamicPropertySource
    static void where(DynamicPropertyRegistry registry) {
        String instances = "spring.cloud.discovery.client.simple.instances.";
        registry.add(instances + "stock-service[0].uri", services::stockUrl);
        registry.add(instances + "notification-service[0].uri", services::settledUrl);
    }

    @TestConfiguration
    static class Keys {
        @Bean
        VerificationKeys keys() {
            return id -> Optional.of(KEYS.getPublic());
        }
    }

    /** The test's default client would send a call again when it is answered 503, and knows no PATCH. */
    @BeforeEach
    void plainClient() {
        http.getRestTemplate().setRequestFactory(new JdkClientHttpRequestFactory());
    }

    @AfterEach
    void everybodyIsBack() {
        services.stockAway = false;
        services.stockTakes = Duration.ZERO;
        services.settledAway = false;
        services.releasesCannotBeNoted = false;
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    static long someone() {
        return USERS.incrementAndGet();
    }

    static String token(long user, String... roles) {
        return token(user, Duration.ofSeconds(60), roles);
    }

    static String token(long user, Duration life, String... roles) {
        return Jwts.builder()
                .header()
                .keyId("test")
                .and()
                .subject(String.valueOf(user))
                .issuer("firstcome")
                .audience()
                .add("firstcome")
                .and()
                .id(UUID.randomUUID().toString())
                .claim("roles", Arrays.asList(roles))
                .expiration(Date.from(Instant.now().plus(life)))
                .signWith(KEYS.getPrivate())
                .compact();
    }

    static String admin() {
        return token(1, "USER", "ADMIN");
    }

    /** Makes an event that is open now. */
    long open(long quantity) {
        return event(Instant.now().minusSeconds(5), Instant.now().plusSeconds(600), quantity);
    }

    long event(Instant opensAt, Instant closesAt, long quantity) {
        ResponseEntity<JsonNode> made = post(
                "/api/admin/events",
                admin(),
                Map.of("name", "Gifts", "opensAt", opensAt, "closesAt", closesAt, "quantity", quantity));
        assertThat(made.getStatusCode().value())
                .as(String.valueOf(made.getBody()))
                .isEqualTo(201);
        return made.getBody().get("id").asLong();
    }

    static FoldedCall call(long user, long event) {
        return new FoldedCall(user, Language.EN, "eventId=" + event, null);
    }

    List<FoldedAnswer> apply(FoldedCall... calls) {
        return folded("apply", calls);
    }

    List<FoldedAnswer> folded(String what, FoldedCall... calls) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set("X-Service-Token", System.getProperty("FIRSTCOME_SERVICE_TOKEN"));
        ResponseEntity<FoldedAnswer[]> answers = http.exchange(
                "/internal/folded/" + what, HttpMethod.POST, new HttpEntity<>(calls, headers), FoldedAnswer[].class);
        return List.of(answers.getBody());
    }

    JsonNode body(FoldedAnswer answer) {
        try {
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String code(FoldedAnswer answer) {
        return body(answer).path("code").asText(null);
    }

    ResponseEntity<JsonNode> get(String path, String token) {
        return send(HttpMethod.GET, path, token, null);
    }

    ResponseEntity<JsonNode> post(String path, String token, Object body) {
        return send(HttpMethod.POST, path, token, body);
    }

    ResponseEntity<JsonNode> patch(long event, Map<String, ?> change) {
        return send(HttpMethod.PATCH, "/api/admin/events/" + event, admin(), change);
    }

    ResponseEntity<JsonNode> send(HttpMethod method, String path, String token, Object body) {
        HttpHeaders headers = new HttpHeaders();
        if (body != null) {
            headers.setContentType(MediaType.APPLICATION_JSON);
        }
        if (token != null) {
            headers.setBearerAuth(token);
        }
        return http.exchange(path, method, new HttpEntity<>(body, headers), JsonNode.class);
    }

    static void assertProblem(ResponseEntity<JsonNode> response, int status, String code) {
        assertThat(response.getStatusCode().value())
                .as(String.valueOf(response.getBody()))
                .isEqualTo(status);
        assertThat(response.getHeaders().getContentType()).hasToString("application/problem+json");
        assertThat(response.getBody().get("code").asText()).isEqualTo(code);
    }
}
