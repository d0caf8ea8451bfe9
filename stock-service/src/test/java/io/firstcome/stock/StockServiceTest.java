package io.firstcome.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.ClaimName;
import io.firstcome.contracts.stock.EventIds;
import io.firstcome.contracts.stock.FoundClaims;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.contracts.stock.GrantBatches;
import io.firstcome.contracts.stock.GrantOutcome.Granted;
import io.firstcome.contracts.stock.GrantOutcome.SoldOut;
import io.firstcome.contracts.stock.GrantReplies;
import io.firstcome.contracts.stock.GrantReply;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.HeldClaims;
import io.firstcome.contracts.stock.HeldPage;
import io.firstcome.contracts.stock.ReleasedClaim;
import io.firstcome.contracts.stock.ReleasedClaims;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.contracts.stock.StockLevels;
import io.firstcome.localstack.backend.Backends;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.RealBackends;
import io.firstcome.stock.supply.Supplies;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** stock-service over HTTP, on real Redis, Kafka and a real database. */
@RealBackends({Part.REDIS, Part.KAFKA, Part.DATABASE})
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"stock.recovery.quiet-for=300ms", "stock.recovery.watch-every=100ms"})
class StockServiceTest {

    private static final FakeNotification notification = new FakeNotification();

    private final long event = ThreadLocalRandom.current().nextLong(1, 1L << 40);
    private final String path = "/internal/events/" + event;

    @Autowired
    TestRestTemplate http;

    @Autowired
    RedissonClient redisson;

    @Autowired
    MeterRegistry meters;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Supplies supplies;

    @Autowired
    TransactionTemplate transaction;

    @DynamicPropertySource
    static void where(DynamicPropertyRegistry registry) {
        registry.add("spring.cloud.discovery.client.simple.instances.notification-service[0].uri", notification::url);
    }

    @BeforeAll
    static void makeTheTopic() {
        TestLog.make();
    }

    /** The test's default client would send a call again when it is answered 503. */
    @BeforeEach
    void plainClient() {
        http.getRestTemplate().setRequestFactory(new JdkClientHttpRequestFactory());
    }

    @Test
    void anEventCanBeMadeWhileStocksAreBeingRebuilt() {
        // So many that MySQL reads the table instead of its index.
        LongStream.rangeClosed(1, 20)
                .forEach(other -> http.put("/internal/events/" + (event + other) + "/stock", json("{\"quantity\":1}")));
        transaction.executeWithoutResult(begun -> {
            assertThat(supplies.lock(supplies.events())).isNotEmpty();
            assertThat(setQuantity(2).getStatusCode().value()).isEqualTo(200);
        });
    }

    @Test
    void stockIsSetGrantedAndTold() {
        assertThat(setQuantity(2).getBody()).isEqualTo(new StockLevel(event, 2, 0, 0));
        GrantReply reply = grant(List.of(5L, 6L, 7L), List.of());
        assertThat(reply.outcomes()).hasExactlyElementsOfTypes(Granted.class, Granted.class, SoldOut.class);
        FoundClaims found = post(path + "/claims/lookup", new UserIds(List.of(6L, 7L)), FoundClaims.class)
                .getBody();
        assertThat(found.claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.rank()).isEqualTo(2));
        assertThat(found.unpublished()).containsExactly(6L);
        assertThat(get(path + "/stock", StockLevel.class).getBody()).isEqualTo(new StockLevel(event, 2, 2, 2));
        HeldPage page =
                get(path + "/claims?cursor=0&limit=1000", HeldPage.class).getBody();
        assertThat(page.claims()).extracting(HeldClaim::user).containsExactlyInAnyOrder(5L, 6L);
        assertThat(page.next()).isEqualTo(HeldPage.FIRST);
        assertThat(get(path + "/unpublished?olderThanMillis=60000&limit=10", HeldClaims.class)
                        .getBody()
                        .claims())
                .isEmpty();
        grant(List.of(), List.of(new ClaimName(5, 1), new ClaimName(6, 2)));
        assertThat(post(path + "/claims/lookup", new UserIds(List.of(5L, 6L)), FoundClaims.class)
                        .getBody()
                        .unpublished())
                .isEmpty();
        assertThat(post("/internal/stock/levels", new EventIds(List.of(event, event + 1)), StockLevels.class)
                        .getBody())
                .isEqualTo(new StockLevels(List.of(new StockLevel(event, 2, 2, 0))));
    }

    @Test
    void theQuantityIsOnRecordInMySql() throws Exception {
        setQuantity(2);
        setQuantity(9);
        try (Connection database = Backends.shared().database().connect("stock");
                var rows = database.createStatement()
                        .executeQuery("select quantity from supply where event_id = " + event)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(9);
        }
    }

    @Test
    void lessThanGrantedIsRefusedAndChangesNothing() {
        setQuantity(3);
        grant(List.of(1L, 2L), List.of());
        ResponseEntity<JsonNode> refused = put("{\"quantity\":1}");
        assertProblem(refused, 409, "BELOW_GRANTED");
        assertThat(refused.getBody().get("granted").asLong()).isEqualTo(2);
        assertThat(get(path + "/stock", StockLevel.class).getBody().quantity()).isEqualTo(3);
    }

    /** Otherwise the lock of an instance that is frozen while it rebuilds a stock would keep that closed for hours. */
    @Test
    void theDatabaseEndsAConnectionThatFellSilent() {
        assertThat(jdbc.queryForObject("select @@session.wait_timeout", Long.class))
                .isEqualTo(180);
    }

    @Test
    void badQuantitiesAreRefused() {
        for (String bad : List.of(
                "{\"quantity\":-1}",
                "{\"quantity\":10000001}",
                "{\"quantity\":\"5\"}",
                "{\"quantity\":1.5}",
                "{\"quantity\":null}",
                "{}",
                "{\"quantity\":{}}")) {
            assertProblem(put(bad), 400, "INVALID_INPUT");
        }
        assertProblem(put("{\"quantity\":"), 400, "MALFORMED_REQUEST");
        assertThat(redisson.getKeys().countExists("stock:{" + event + "}")).isZero();
    }

    @Test
    void nothingWorksWithoutTheServiceToken() {
        ResponseEntity<JsonNode> refused = http.getForEntity(path + "/stock", JsonNode.class);
        assertProblem(refused, 401, "SERVICE_TOKEN_REQUIRED");
        HttpHeaders wrong = new HttpHeaders();
        wrong.set("X-Service-Token", "x".repeat(44));
        for (String spelling : List.of(
                path + "/stock",
                "/internal;a=b/events/" + event + "/stock",
                "/%69nternal/events/" + event + "/stock")) {
            ResponseEntity<JsonNode> answer = http.exchange(
                    URI.create(http.getRootUri() + spelling), HttpMethod.GET, new HttpEntity<>(wrong), JsonNode.class);
            assertThat(answer.getStatusCode().value()).as(spelling).isIn(400, 401, 404);
        }
    }

    @Test
    void aStockThatRedisLostIsAnOutageAndIsNotOpenedAnew() {
        setQuantity(5);
        HeldClaim claim = ((Granted) grant(List.of(1L), List.of()).outcomes().getFirst()).claim();
        notification.settle(event, claim);
        notification.away = true;
        try {
            redisson.getKeys().delete("stock:{" + event + "}", "stock:{" + event + "}:claims");
            assertThat(grant(List.of(2L), List.of()).outcomes()).isNull();
            assertThat(post(path + "/claims/lookup", new UserIds(List.of(1L)), FoundClaims.class)
                            .getBody()
                            .claims())
                    .as("an answer, so that no breaker opens, but none about claims")
                    .isNull();
            assertProblem(put("{\"quantity\":4}"), 503, "UNAVAILABLE");
            await().untilAsserted(() -> assertThat(
                            get(path + "/stock", StockLevel.class).getBody().closedBecause())
                    .contains("notification-service"));
            assertThat(redisson.getKeys().countExists("stock:{" + event + "}")).isZero();
        } finally {
            notification.away = false;
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> grant(List.of(2L), List.of()).outcomes() != null);
        assertThat(get(path + "/stock", StockLevel.class).getBody().granted()).isEqualTo(2);
        assertThat(post(path + "/claims/lookup", new UserIds(List.of(1L, 2L)), FoundClaims.class)
                        .getBody()
                        .claims())
                .extracting(HeldClaim::user, HeldClaim::rank)
                .containsExactlyInAnyOrder(Tuple.tuple(1L, 1L), Tuple.tuple(2L, 2L));
    }

    @Test
    void theQuantityOfALostStockIsRaisedOnRecordAndCountsWhenItIsRebuilt() {
        setQuantity(1);
        redisson.getKeys().delete("stock:{" + event + "}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> setQuantity(7).getStatusCode().value() == 200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(path + "/stock", StockLevel.class).getBody().closedBecause() == null);
        assertThat(get(path + "/stock", StockLevel.class).getBody()).isEqualTo(new StockLevel(event, 7, 0, 0));
    }

    @Test
    void aReleasedClaimGivesItsUnitToTheNextAndMayBeReleasedAgain() {
        setQuantity(2);
        grant(List.of(1L, 2L), List.of());
        ReleasedClaims first = new ReleasedClaims(List.of(new ReleasedClaim(1, 1, 1)));
        assertThat(post(path + "/claims/release", first, JsonNode.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(204);
        Granted next = (Granted) grant(List.of(3L), List.of()).outcomes().getFirst();
        assertThat(next.claim().unit()).isEqualTo(1);
        assertThat(next.claim().rank()).isEqualTo(3);
        assertThat(post(path + "/claims/release", first, JsonNode.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(204);
        assertThat(get(path + "/stock", StockLevel.class).getBody().granted()).isEqualTo(2);
        assertProblem(post(path + "/claims/release", new ReleasedClaims(null), JsonNode.class), 400, "INVALID_INPUT");
    }

    @Test
    void anOutageOfRedisIsToldAsOne() {
        setQuantity(5);
        Backends.shared().redis().stop();
        try {
            var away = post(
                    "/internal/claims",
                    batch(event, List.of(new Applicant(2, Language.EN)), List.of()),
                    JsonNode.class);
            assertProblem(away, 503, "UNAVAILABLE");
        } finally {
            Backends.shared().redis().start();
        }
        // The client notices one by one that its connections have died; until then there is a problem in the place of
        // replies.
        await().ignoreException(NullPointerException.class)
                .atMost(Duration.ofSeconds(20))
                .until(() -> grant(List.of(2L), List.of()).outcomes() != null);
        assertThat(get(path + "/stock", StockLevel.class).getBody()).isEqualTo(new StockLevel(event, 5, 1, 1));
    }

    @Test
    void aBatchBeyondTheLimitIsRefusedWhole() {
        setQuantity(5000);
        List<Long> users = LongStream.rangeClosed(1, 2001).boxed().toList();
        List<Applicant> applicants =
                users.stream().map(user -> new Applicant(user, Language.EN)).toList();
        assertProblem(
                post("/internal/claims", batch(event, applicants, List.of()), JsonNode.class), 400, "INVALID_INPUT");
        assertProblem(post("/internal/claims", batch(event, null, List.of()), JsonNode.class), 400, "INVALID_INPUT");
        assertThat(get(path + "/stock", StockLevel.class).getBody().granted()).isZero();
    }

    @Test
    void everyApplicantIsCountedOnce() {
        setQuantity(2);
        grant(List.of(1L, 2L, 3L, 1L), List.of());
        post("/internal/claims", batch(event + 1, List.of(new Applicant(1, Language.EN)), List.of()), JsonNode.class);
        double outcomes = meters.get("stock.outcomes").counters().stream()
                .mapToDouble(c -> c.count())
                .sum();
        assertThat(meters.get("stock.applicants").counter().count())
                .isEqualTo(outcomes)
                .isGreaterThanOrEqualTo(5);
    }

    private ResponseEntity<StockLevel> setQuantity(long quantity) {
        return http.exchange(
                path + "/stock", HttpMethod.PUT, json("{\"quantity\":" + quantity + "}"), StockLevel.class);
    }

    private ResponseEntity<JsonNode> put(String body) {
        return http.exchange(path + "/stock", HttpMethod.PUT, json(body), JsonNode.class);
    }

    private GrantReply grant(List<Long> users, List<ClaimName> published) {
        List<Applicant> applicants =
                users.stream().map(user -> new Applicant(user, Language.EN)).toList();
        return post("/internal/claims", batch(event, applicants, published), GrantReplies.class)
                .getBody()
                .replies()
                .getFirst();
    }

    private static GrantBatches batch(long event, List<Applicant> applicants, List<ClaimName> published) {
        return new GrantBatches(List.of(new GrantBatch(event, applicants, published)));
    }

    private <T> ResponseEntity<T> get(String path, Class<T> type) {
        return http.exchange(path, HttpMethod.GET, json(null), type);
    }

    private <T> ResponseEntity<T> post(String path, Object body, Class<T> type) {
        return http.exchange(path, HttpMethod.POST, json(body), type);
    }

    private static HttpEntity<Object> json(Object body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set("X-Service-Token", System.getProperty("FIRSTCOME_SERVICE_TOKEN"));
        return new HttpEntity<>(body, headers);
    }

    private static void assertProblem(ResponseEntity<JsonNode> response, int status, String code) {
        assertThat(response.getStatusCode().value())
                .as(String.valueOf(response.getBody()))
                .isEqualTo(status);
        assertThat(response.getHeaders().getContentType()).hasToString("application/problem+json");
        assertThat(response.getBody().get("code").asText()).isEqualTo(code);
    }
}
