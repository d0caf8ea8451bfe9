package io.firstcome.stock.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.contracts.stock.GrantOutcome.Granted;
import io.firstcome.contracts.stock.GrantOutcome.HeldAlready;
import io.firstcome.contracts.stock.GrantReply;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.RealBackends;
import io.firstcome.stock.FakeNotification;
import io.firstcome.stock.TestLog;
import io.firstcome.stock.grant.Fence;
import io.firstcome.stock.grant.RedisLedger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** stock-service on a Redis Cluster: events are spread over its nodes, and a node that is restarted closes its own alone. */
@RealBackends({Part.KAFKA, Part.DATABASE})
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "firstcome.leave-time=0s",
            "firstcome.redis.cluster=true",
            "stock.recovery.watch-every=50ms",
            "stock.recovery.quiet-for=300ms",
            "stock.recovery.retry-outage=200ms"
        })
@DirtiesContext
class ClusterTest {

    private static final FakeNotification notification = new FakeNotification();
    private static OwnCluster cluster;

    @Autowired
    RedisLedger ledger;

    @Autowired
    RedissonClient redisson;

    @Autowired
    Fence fence;

    @Autowired
    HealthEndpoint health;

    @Autowired
    TestRestTemplate http;

    @DynamicPropertySource
    static void where(DynamicPropertyRegistry registry) {
        cluster = new OwnCluster();
        TestLog.make();
        registry.add("firstcome.redis.url", cluster::url);
        registry.add("stock.recovery.settled-by", () -> "settling-on-a-cluster");
        registry.add("spring.cloud.discovery.client.simple.instances.notification-service[0].uri", notification::url);
    }

    @AfterAll
    static void endRedis() {
        cluster.close();
    }

    @Test
    void oneCallGrantsUnitsOfEventsOnDifferentNodesAndOnlyThoseOfARestartedOneAreRebuilt() {
        long here = eventOn(0);
        long there = eventOn(1);
        open(here);
        open(there);
        assertThat(fence.runs()).hasSize(2);
        assertThat(health.healthForPath("redis").getStatus()).isEqualTo(Status.UP);
        List<GrantReply> granted = grant(here, there, 1, 2);
        assertThat(granted)
                .allSatisfy(reply -> assertThat(reply.outcomes())
                        .hasSize(2)
                        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Granted.class)));
        TestLog.publish(there, ((Granted) granted.get(1).outcomes().getFirst()).claim());

        cluster.restart(1);
        assertThat(fence.faults(List.of(here, there)))
                .as("found closed, or rebuilt already")
                .doesNotContainKey(here);
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> grant(here, there, 3).stream().allMatch(reply -> reply.outcomes() != null));
        assertThat(ledger.find(there, List.of(1L, 2L, 3L)))
                .extracting(HeldClaim::rank)
                .containsExactly(1L, 2L, 3L);
        assertThat(grant(here, there, 1))
                .allSatisfy(reply -> assertThat(reply.outcomes().getFirst()).isInstanceOf(HeldAlready.class));
        assertThat(ledger.levels(List.of(here, there)))
                .extracting(StockLevel::granted, StockLevel::closedBecause)
                .containsOnly(Tuple.tuple(3L, null));
    }

    private List<GrantReply> grant(long here, long there, long... users) {
        List<Applicant> applicants = LongStream.of(users)
                .mapToObj(user -> new Applicant(user, Language.KO))
                .toList();
        return ledger.grant(
                List.of(new GrantBatch(here, applicants, List.of()), new GrantBatch(there, applicants, List.of())));
    }

    private long eventOn(int node) {
        return LongStream.generate(() -> ThreadLocalRandom.current().nextLong(1, 1L << 40))
                .filter(event -> redisson.getKeys().getSlot("{" + event + "}") / (OwnCluster.SLOTS / 2) == node)
                .findFirst()
                .orElseThrow();
    }

    private void open(long event) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.set("X-Service-Token", System.getProperty("FIRSTCOME_SERVICE_TOKEN"));
        assertThat(http.exchange(
                                "/internal/events/" + event + "/stock",
                                HttpMethod.PUT,
                                new HttpEntity<>("{\"quantity\":10}", headers),
                                String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }
}
