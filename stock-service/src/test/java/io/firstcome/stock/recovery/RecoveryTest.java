package io.firstcome.stock.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.localstack.backend.Backends;
import io.firstcome.stock.StockServiceApplication;
import io.firstcome.stock.TestLog;
import io.firstcome.stock.grant.ClosedStocks;
import io.firstcome.stock.grant.Fence;
import io.firstcome.stock.recovery.StockStore.Adoption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.redisson.api.RMap;
import org.redisson.client.codec.StringCodec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestPropertySource;

/** Redis comes back with less than it had, or not; nothing that was told to anyone is lost, and nothing is given twice. */
@TestPropertySource(
        properties = {
            "stock.recovery.watch-every=50ms",
            "stock.recovery.quiet-for=300ms",
            "stock.recovery.retry-outage=200ms",
            "stock.recovery.retry-conflict=500ms",
            "resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state=300ms"
        })
class RecoveryTest extends RecoveryScene {

    @Autowired
    Fence fence;

    @Autowired
    ClosedStocks closed;

    @Autowired
    StockStore store;

    @Autowired
    ClaimsLog log;

    @Test
    void aRestartedRedisThatHasEverythingGoesOnWhereItWas() {
        open(10);
        HeldClaim[] claims = grant(1, 2, 3);
        settle(claims[0]);
        publish(claims[1]);
        Set<String> before = fence.runs();
        redis.restart();
        awaitOpen();
        assertThat(fence.runs()).isNotEqualTo(before);
        assertThat(held(1, 2, 3)).containsExactlyInAnyOrder(claims);
        assertThat(level()).isEqualTo(new StockLevel(event, 10, 3, 1));
        assertThat(unpublished()).containsExactly(claims[2]);
        assertThat(grant(4)).extracting(HeldClaim::rank, HeldClaim::unit).containsExactly(tuple(4, 4));
    }

    @Test
    void ofALostTailWhatIsSettledOrOnTheLogIsKeptAndTheRestIsGivenToOthers() {
        open(10);
        HeldClaim first = grant(1)[0];
        settle(first);
        HeldClaim kept = grant(2)[0];
        Path copy = redis.copy();
        HeldClaim settled = grant(3)[0];
        settle(settled);
        HeldClaim lost = grant(4)[0];
        HeldClaim onLog = grant(5)[0];
        publish(onLog);
        redis.comeBackWith(copy);
        awaitOpen();
        assertThat(held(1, 2, 3, 4, 5))
                .extracting(HeldClaim::user, HeldClaim::rank, HeldClaim::unit)
                .containsExactlyInAnyOrder(of(first), of(kept), of(settled), of(onLog));
        assertThat(unpublished()).containsExactly(kept);
        assertThat(level()).isEqualTo(new StockLevel(event, 10, 4, 1));
        assertThat(grant(6, 4))
                .as("the lost claim's rank and unit go to the next, and then on from the highest")
                .extracting(HeldClaim::user, HeldClaim::rank, HeldClaim::unit)
                .containsExactly(Tuple.tuple(6L, lost.rank(), lost.unit()), Tuple.tuple(4L, 6L, 6L));
    }

    @Test
    void anEmptyRedisIsFilledFromMySqlAndTheLog() {
        open(3);
        HeldClaim[] claims = grant(1, 2, 3);
        settle(claims[0], claims[1]);
        publish(claims[2]);
        redis.comeBackEmpty();
        awaitOpen();
        assertThat(held(1, 2, 3))
                .extracting(HeldClaim::user, HeldClaim::rank, HeldClaim::unit)
                .containsExactlyInAnyOrder(of(claims[0]), of(claims[1]), of(claims[2]));
        assertThat(level()).isEqualTo(new StockLevel(event, 3, 3, 0));
    }

    @Test
    void aStockThatIsEmptiedWithoutARestartIsRebuiltAsWell() {
        open(5);
        HeldClaim[] claims = grant(1, 2);
        settle(claims);
        redisson.getKeys().flushall();
        awaitOpen();
        assertThat(held(1, 2)).hasSize(2);
        assertThat(grant(3)).extracting(HeldClaim::rank).containsExactly(3L);
    }

    @Test
    void aClaimThatIsMissingFromRedisAloneIsFoundOutAndPutBack() {
        open(5);
        HeldClaim[] claims = grant(1, 2);
        settle(claims);
        redisson.getMap("stock:{" + event + "}:claims", StringCodec.INSTANCE).remove("1");
        assertThat(level().closedBecause()).contains("as many claims");
        awaitOpen();
        assertThat(held(1, 2)).hasSize(2);
    }

    @Test
    void aStockOfAnEarlierVersionThatBearsNoRunIsVerifiedOnce() {
        open(5);
        settle(grant(1));
        stock().remove("run");
        assertThat(level().closedBecause()).isNotNull();
        awaitOpen();
        assertThat(held(1)).hasSize(1);
    }

    @Test
    void aRevokedClaimIsNotBroughtBackAndItsRankIsNobodysAgain() {
        open(10);
        HeldClaim[] claims = grant(1, 2, 3);
        settle(claims);
        notification.revoke(event, claims[1]);
        TestLog.publish(event, claims[1]);
        redis.restart();
        awaitOpen();
        assertThat(held(1, 2, 3)).containsExactlyInAnyOrder(claims[0], claims[2]);
        assertThat(grant(2, 4))
                .extracting(HeldClaim::rank, HeldClaim::unit)
                .containsExactly(tuple(4, claims[1].unit()), tuple(5, 4));
    }

    @Test
    void aRecordThatCannotBeReadIsLeftOut() {
        open(5);
        HeldClaim claim = grant(1)[0];
        TestLog.write(List.of("{".getBytes(UTF_8), "{\"eventId\":\"x\"}".getBytes(UTF_8), "null".getBytes(UTF_8)));
        publish(claim);
        redis.comeBackEmpty();
        awaitOpen();
        assertThat(held(1)).hasSize(1);
    }

    @Test
    void aLogThatEndsBeforeWhatIsSettledIsNotTakenForComplete() {
        var partition = new TopicPartition(ClaimGranted.TOPIC, 0);
        assertThatThrownBy(() -> log.tail(Map.of(partition, Long.MAX_VALUE), Set.of(1L)))
                .isInstanceOf(LogUnknown.class)
                .hasMessageContaining("claims-0");
    }

    @Test
    void aSecondRestartInTheMiddleBeginsAnew() {
        open(5);
        HeldClaim[] claims = grant(1, 2);
        settle(claims);
        notification.hangsUntil = new CountDownLatch(1);
        redis.comeBackEmpty();
        await().until(() -> notification.underWay() > 0);
        redis.comeBackEmpty();
        notification.hangsUntil.countDown();
        awaitOpen();
        assertThat(stock().get("run")).isIn(fence.runs());
        assertThat(held(1, 2)).hasSize(2);
        assertThat(level()).isEqualTo(new StockLevel(event, 5, 2, 0));
    }

    @Test
    void ofTwoInstancesOneRebuildsAtATime() {
        open(5);
        settle(grant(1, 2));
        try (ConfigurableApplicationContext other = anotherInstance()) {
            ClosedStocks closedOfOther = other.getBean(ClosedStocks.class);
            await().until(() -> closed.all().isEmpty() && closedOfOther.all().isEmpty());
            notification.hangsUntil = new CountDownLatch(1);
            redis.comeBackEmpty();
            await().until(() -> closed.because(event).isPresent()
                    && closedOfOther.because(event).isPresent()
                    && notification.underWay() > 0);
            await().during(Duration.ofSeconds(1)).until(() -> notification.underWay() == 1);
            notification.hangsUntil.countDown();
            awaitOpen();
        }
        assertThat(level()).isEqualTo(new StockLevel(event, 5, 2, 0));
    }

    @Test
    void withoutKafkaItStaysClosedUntilKafkaIsBack() {
        open(5);
        HeldClaim claim = grant(1)[0];
        publish(claim);
        Backends.shared().kafka().stop();
        try {
            redis.comeBackEmpty();
            awaitClosedBecause("Kafka");
            assertThat(health().get("status").asText()).isEqualTo("DOWN");
            assertThat(health().at("/details/closed/" + event + "/because").asText())
                    .contains("Kafka");
        } finally {
            Backends.shared().kafka().start();
        }
        awaitOpen();
        assertThat(held(1)).hasSize(1);
        await().until(() -> health().get("status").asText().equals("UP"));
    }

    @Test
    void withoutNotificationServiceItStaysClosedUntilThatIsBack() {
        open(5);
        settle(grant(1));
        notification.away = true;
        redis.comeBackEmpty();
        awaitClosedBecause("notification-service is away");
        notification.away = false;
        awaitOpen();
        assertThat(held(1)).hasSize(1);
    }

    @Test
    void whatDoesNotFitTogetherStaysClosedAndSaysWhy() {
        open(5);
        HeldClaim claim = grant(1)[0];
        settle(claim);
        TestLog.publish(event, new HeldClaim(2, claim.rank(), 2, claim.grantedAt(), Language.EN));
        redis.restart();
        awaitClosedBecause("Rank 1 is on record for the users 1 and 2");
        assertThat(health().at("/details/closed/" + event + "/because").asText())
                .contains("Rank 1");
        // notification-service has filed the second one.
        TestLog.settleAll(GROUP);
        awaitOpen();
        assertThat(held(1, 2)).containsExactly(claim);
    }

    @Test
    void moreClaimsThanUnitsStayClosedUntilTheQuantityIsSet() {
        open(2);
        HeldClaim[] claims = grant(1, 2);
        settle(claims);
        notification.settle(event, new HeldClaim(3, 3, 3, claims[0].grantedAt(), Language.EN));
        redis.restart();
        awaitClosedBecause("3 claims are on record, but the quantity is 2");
        assertThat(setQuantity(1).getStatusCode().value()).isEqualTo(503);
        await().until(() -> setQuantity(3).getStatusCode().value() == 200);
        awaitOpen();
        assertThat(level()).isEqualTo(new StockLevel(event, 3, 3, 0));
    }

    @Test
    void theQuantityOnRecordCountsNotTheOneOfALostTail() {
        open(2);
        Path copy = redis.copy();
        open(5);
        redis.comeBackWith(copy);
        awaitOpen();
        assertThat(level().quantity()).isEqualTo(5);
    }

    /** Two may be at it, when one was frozen or Redis restarted meanwhile: only what is right at this moment takes the old one's place. */
    @Test
    void whatWasRebuiltForAnotherRunOrIsRebuiltAlreadyIsNotPutInPlace() {
        open(5);
        HeldClaim claim = grant(1)[0];
        settle(claim);
        Image outdated = new Image(5, List.of(), List.of(), 0, List.of(), List.of(), 0);
        assertThat(store.write(event, "a".repeat(40), outdated)).isEqualTo(Adoption.RUN);
        assertThat(store.write(event, stock().get("run"), outdated)).isEqualTo(Adoption.WHOLE);
        assertThat(held(1)).containsExactly(claim);
    }

    @Test
    void whatItWritesAsideLeavesNothingBehindAndNothingExpires() {
        open(5);
        HeldClaim[] claims = grant(1, 2, 3);
        settle(claims[0]);
        redis.restart();
        awaitOpen();
        assertThat(StreamSupport.stream(
                        redisson.getKeys()
                                .getKeysByPattern("stock:{" + event + "}*")
                                .spliterator(),
                        false))
                .containsExactlyInAnyOrder(
                        "stock:{" + event + "}", "stock:{" + event + "}:claims", "stock:{" + event + "}:unpublished")
                .allSatisfy(key -> assertThat(
                                redisson.getBucket(key, StringCodec.INSTANCE).remainTimeToLive())
                        .as(key)
                        .isEqualTo(-1));
    }

    private ConfigurableApplicationContext anotherInstance() {
        return new SpringApplicationBuilder(StockServiceApplication.class)
                .properties("spring.main.banner-mode=off")
                .run(
                        "--server.port=0",
                        "--firstcome.leave-time=0s",
                        "--firstcome.redis.url=" + redis.url(),
                        "--stock.recovery.settled-by=" + GROUP,
                        "--stock.recovery.watch-every=50ms",
                        "--stock.recovery.quiet-for=300ms",
                        "--stock.recovery.retry-outage=200ms",
                        "--spring.cloud.discovery.client.simple.instances.notification-service[0].uri="
                                + notification.url());
    }

    private RMap<String, String> stock() {
        return redisson.getMap("stock:{" + event + "}", StringCodec.INSTANCE);
    }

    private List<HeldClaim> held(long... users) {
        return ledger.find(event, LongStream.of(users).boxed().toList());
    }

    private List<HeldClaim> unpublished() {
        return ledger.unpublished(event, Duration.ofSeconds(-5), 100);
    }

    private static Tuple of(HeldClaim claim) {
        return Tuple.tuple(claim.user(), claim.rank(), claim.unit());
    }

    private static Tuple tuple(long rank, long unit) {
        return Tuple.tuple(rank, unit);
    }
}
