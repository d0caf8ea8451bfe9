package io.firstcome.notification;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.kit.internal.ServiceToken;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.RealBackends;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service on real Kafka, MariaDB and mail server. All tests share one context; each has an event and users of its own. */
@RealBackends({Part.KAFKA, Part.DATABASE, Part.MAILBOX})
@Import(ClaimsLog.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class ServiceTest {

    protected static final String EVENT_NAME = "Spring gifts";

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected ClaimsLog log;

    @Autowired
    private TestRestTemplate rest;

    /** An event that nobody else uses. */
    protected long event;

    /** The first of a million users whom nobody else uses. */
    protected long firstUser;

    @DynamicPropertySource
    static void authService(DynamicPropertyRegistry properties) {
        properties.add("spring.cloud.discovery.client.simple.instances.auth-service[0].uri", AuthDouble.INSTANCE::url);
    }

    @BeforeEach
    protected void newEvent() {
        event = ThreadLocalRandom.current().nextLong(1, 1L << 40);
        firstUser = ThreadLocalRandom.current().nextLong(1, 1L << 30) * 1_000_000;
    }

    /** Returns the claim of a rank: the unit has the same number, users count from {@link #firstUser}. */
    protected ClaimGranted claim(long rank) {
        return claim(firstUser + rank, rank, rank);
    }

    protected ClaimGranted claim(long user, long rank, long unit) {
        return new ClaimGranted(event, EVENT_NAME, user, rank, unit, Language.EN, System.currentTimeMillis());
    }

    protected List<ClaimGranted> claims(long ranks) {
        return LongStream.rangeClosed(1, ranks).mapToObj(this::claim).toList();
    }

    /** Waits until everything on the log has been dealt with. */
    protected void awaitCaughtUp() {
        await().atMost(ClaimsLog.PATIENCE).until(() -> log.lag() == 0);
    }

    /** Calls as another service. */
    protected <T> ResponseEntity<T> internal(HttpMethod method, String path, Object body, Class<T> type) {
        return call(method, path, body, type, ServiceToken.HEADER, System.getProperty("FIRSTCOME_SERVICE_TOKEN"));
    }

    /** Calls as somebody with those roles. */
    protected ResponseEntity<JsonNode> as(long user, String role, HttpMethod method, String path) {
        String token = AuthDouble.INSTANCE.token(user, role);
        return call(method, path, null, JsonNode.class, HttpHeaders.AUTHORIZATION, "Bearer " + token);
    }

    protected <T> ResponseEntity<T> call(
            HttpMethod method, String path, Object body, Class<T> type, String header, String value) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(header, value);
        return rest.exchange(path, method, new HttpEntity<>(body, headers), type);
    }

    protected long settled() {
        return count("select count(*) from claim where event_id = ?");
    }

    protected long mails(String state) {
        return count("select count(*) from mail where event_id = ? and state = '" + state + "'");
    }

    protected long failures(String kind) {
        return count("select count(*) from failure where event_id = ? and kind = '" + kind + "'");
    }

    private long count(String sql) {
        return jdbc.sql(sql).param(event).query(Long.class).single();
    }
}
