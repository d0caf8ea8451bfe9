package io.firstcome.stock.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.ClaimName;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantOutcome.Granted;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.RealBackends;
import io.firstcome.stock.FakeNotification;
import io.firstcome.stock.TestLog;
import io.firstcome.stock.grant.RedisLedger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** stock-service on a Redis that loses things, real Kafka and a real database. */
@RealBackends({Part.KAFKA, Part.DATABASE})
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "firstcome.leave-time=0s")
@DirtiesContext
abstract class RecoveryScene {

    static final String GROUP = "settling-" + UUID.randomUUID();
    static final FakeNotification notification = new FakeNotification();
    static OwnRedis redis;

    final long event = ThreadLocalRandom.current().nextLong(1, 1L << 40);

    @Autowired
    RedisLedger ledger;

    @Autowired
    RedissonClient redisson;

    @Autowired
    TestRestTemplate http;

    @DynamicPropertySource
    static void where(DynamicPropertyRegistry registry) {
        redis = new OwnRedis();
        registry.add("firstcome.redis.url", redis::url);
        registry.add("stock.recovery.settled-by", () -> GROUP);
        registry.add("spring.cloud.discovery.client.simple.instances.notification-service[0].uri", notification::url);
    }

    @BeforeAll
    static void makeTheTopic() {
        TestLog.make();
    }

    @AfterAll
    static void endRedis() {
        redis.close();
    }

    /** The test's default client would send a call again when it is answered 503. */
    @BeforeEach
    void plainClient() {
        http.getRestTemplate().setRequestFactory(new JdkClientHttpRequestFactory());
    }

    @AfterEach
    void everybodyIsBack() {
        notification.away = false;
        notification.hangsUntil = new CountDownLatch(0);
    }

    ResponseEntity<JsonNode> setQuantity(long quantity) {
        return call(HttpMethod.PUT, "/internal/events/" + event + "/stock", "{\"quantity\":" + quantity + "}");
    }

    void open(long quantity) {
        assertThat(setQuantity(quantity).getStatusCode().value()).isEqualTo(200);
    }

    /** Lets users apply, in this order; all of them are granted a unit. */
    HeldClaim[] grant(long... users) {
        List<GrantOutcome> outcomes = ledger.grant(
                event,
                LongStream.of(users)
                        .mapToObj(user -> new Applicant(user, Language.KO))
                        .toList(),
                List.of());
        return outcomes.stream().map(outcome -> ((Granted) outcome).claim()).toArray(HeldClaim[]::new);
    }

    void publish(HeldClaim... claims) {
        TestLog.publish(event, claims);
        ledger.grant(event, List.of(), Arrays.stream(claims).map(ClaimName::of).toList());
    }

    /** Publishes, makes rows and commits. */
    void settle(HeldClaim... claims) {
        publish(claims);
        notification.settle(event, claims);
        TestLog.settleAll(GROUP);
    }

    StockLevel level() {
        return http.exchange("/internal/events/" + event + "/stock", HttpMethod.GET, json(null), StockLevel.class)
                .getBody();
    }

    JsonNode health() {
        return call(HttpMethod.GET, "/actuator/health", null).getBody().at("/components/closedStocks");
    }

    void awaitOpen() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> level().closedBecause() == null);
    }

    void awaitClosedBecause(String reason) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> level().closedBecause().contains(reason));
    }

    ResponseEntity<JsonNode> call(HttpMethod method, String path, String body) {
        return http.exchange(path, method, json(body), JsonNode.class);
    }

    private static HttpEntity<Object> json(Object body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set("X-Service-Token", System.getProperty("FIRSTCOME_SERVICE_TOKEN"));
        return new HttpEntity<>(body, headers);
    }
}
