package io.firstcome.event.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.RevokedClaims;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.settle.SettledClaims;
import io.firstcome.contracts.settle.SettledCounts;
import io.firstcome.contracts.stock.FoundClaims;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.HeldClaims;
import io.firstcome.contracts.stock.HeldPage;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.contracts.stock.StockLevels;
import io.firstcome.event.catalog.Event;
import io.firstcome.event.catalog.EventCatalog;
import io.firstcome.event.status.SettledClient;
import io.firstcome.event.stock.StockClient;
import io.firstcome.kit.problem.ProblemException;
import io.firstcome.localstack.backend.Backends;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.RealBackends;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Round after round, with a clock that the test moves; reports and their lock are in a real Redis. */
@RealBackends(Part.REDIS)
class ReconcilerTest {

    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long EVENT = 7;

    private final EventCatalog catalog = mock();
    private final StockClient stock = mock();
    private final SettledClient settled = mock();
    private final LogProgress log = mock();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ObjectMapper json =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private final Map<Long, HeldClaim> inRedis = new TreeMap<>();
    private final Map<Long, HeldClaim> unpublished = new TreeMap<>();
    private final Map<Long, SettledClaim> inMySql = new TreeMap<>();
    private Instant now = Instant.parse("2027-01-01T10:00:00Z");
    private int looks;
    private RedissonClient redisson;
    private Reconciler reconciler;

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    @BeforeEach
    void anOpenEvent() {
        Config config = new Config();
        // A database of its own: the services of other tests live on in this JVM, and take the lock now and then.
        config.useSingleServer()
                .setAddress(Backends.shared().redis().url())
                .setDatabase(1)
                .setConnectionMinimumIdleSize(1);
        redisson = Redisson.create(config);
        redisson.getKeys().delete("reconciliation");
        reconciler = instance();
        event(now.minus(MINUTE), now.plusSeconds(7200));

        when(stock.levels(any())).thenAnswer(asked -> {
            looks++;
            return new StockLevels(List.of(new StockLevel(EVENT, 100, inRedis.size(), unpublished.size())));
        });
        when(stock.page(anyLong(), any(), anyInt()))
                .thenAnswer(asked -> new HeldPage(List.copyOf(inRedis.values()), HeldPage.FIRST));
        when(stock.find(anyLong(), any()))
                .thenAnswer(asked -> new FoundClaims(
                        inRedis.values().stream()
                                .filter(claim -> asked.getArgument(1, UserIds.class)
                                        .users()
                                        .contains(claim.user()))
                                .toList(),
                        List.of()));
        when(stock.unpublished(anyLong(), anyLong(), anyInt()))
                .thenAnswer(asked -> new HeldClaims(List.copyOf(unpublished.values())));
        when(settled.counts(anyLong())).thenAnswer(asked -> new SettledCounts(inMySql.size(), 0, inMySql.size(), 0, 0));
        when(settled.page(anyLong(), anyLong(), anyInt(), anyBoolean()))
                .thenAnswer(asked -> new SettledClaims(List.copyOf(inMySql.values())));
        when(settled.find(anyLong(), any()))
                .thenAnswer(asked -> new SettledClaims(inMySql.values().stream()
                        .filter(claim ->
                                asked.getArgument(1, UserIds.class).users().contains(claim.user()))
                        .toList()));
        when(log.isSettledUpTo(any())).thenReturn(true);
        when(settled.unreleased(anyInt())).thenReturn(new RevokedClaims(List.of()));
    }

    @AfterEach
    void disconnect() {
        redisson.shutdown();
    }

    @Test
    void aClaimThatNeverReachesMySqlIsDriftAtTheSecondLookAndAnAlertUntilItDoes() {
        granted(1);
        granted(2);
        settled(1);

        reconciler.reconcile();
        assertThat(report().difference()).isEqualTo(1);
        assertThat(report().drift()).as("perhaps it is under way").isZero();

        now = now.plus(ROUND).plusMillis(1);
        reconciler.reconcile();
        assertThat(report().drift()).isEqualTo(1);
        assertThat(report().users()).containsExactly(new OneSided(2, 2, 2, OneSided.Found.GRANTED_ONLY));
        assertThat(gauge("reconcile.drift")).isEqualTo(1);
        assertThat(gauge("reconcile.granted")).isEqualTo(2);
        assertThat(gauge("reconcile.settled")).isEqualTo(1);

        settled(2);
        now = now.plus(ROUND);
        reconciler.reconcile();
        assertThat(report().isSuspicious()).isFalse();
        assertThat(gauge("reconcile.drift")).isZero();
    }

    @Test
    void aClaimThatRedisHasLostIsDriftAsWell() {
        settled(1);
        reconciler.reconcile();
        now = now.plus(ROUND).plusMillis(1);
        reconciler.reconcile();
        assertThat(report().users()).containsExactly(new OneSided(1, 1, 1, OneSided.Found.SETTLED_ONLY));
        assertThat(report().difference()).isEqualTo(-1);
    }

    @Test
    void whileClaimsComeAndGoTheCountsDifferAndThatIsNoDrift() {
        for (long n = 1; n <= 60; n++) {
            aClaimComesAndTheOneBeforeIsSettled(n);
            assertThat(report().difference()).isEqualTo(1);
            assertThat(report().drift()).isZero();
        }
        verify(stock, atLeastOnce()).page(anyLong(), any(), anyInt());
    }

    @Test
    void aClaimThatIsLostWhileOthersComeAndGoIsFoundWithinTenMinutes() {
        granted(100);
        long n = 0;
        while (inRedis.size() <= 20) {
            aClaimComesAndTheOneBeforeIsSettled(++n);
        }
        assertThat(report().drift())
                .as("not looked for while it may be under way")
                .isZero();
        aClaimComesAndTheOneBeforeIsSettled(++n);
        assertThat(report().users()).extracting(OneSided::user).containsExactly(100L);
    }

    private void aClaimComesAndTheOneBeforeIsSettled(long n) {
        granted(n);
        if (n > 1) {
            settled(n - 1);
        }
        reconciler.reconcile();
        now = now.plus(ROUND);
    }

    @Test
    void aClaimThatArrivesWhileTheClaimsAreComparedIsNoDrift() {
        granted(1);
        reconciler.reconcile();
        now = now.plus(ROUND).plusMillis(1);
        when(settled.find(anyLong(), any()))
                .thenReturn(new SettledClaims(List.of()))
                .thenAnswer(askedAgain -> {
                    settled(1);
                    return new SettledClaims(List.copyOf(inMySql.values()));
                });
        reconciler.reconcile();
        assertThat(report().drift()).isZero();
        verify(settled, times(2)).find(anyLong(), any());
    }

    @Test
    void whatTheSweeperStillHasToPublishIsNoDriftHoweverOld() {
        granted(1);
        unpublished.put(1L, inRedis.get(1L));
        settled(2);
        settled(3);
        reconciler.reconcile();
        now = now.plus(ROUND).plusMillis(1);
        reconciler.reconcile();
        assertThat(report().users()).extracting(OneSided::user).containsExactlyInAnyOrder(2L, 3L);
    }

    @Test
    void whatIsOnTheLogAndStillToBeSettledIsNoDriftHoweverOld() {
        granted(1);
        when(log.isSettledUpTo(any())).thenReturn(false);
        reconciler.reconcile();
        now = now.plus(ROUND).plusMillis(1);
        reconciler.reconcile();
        assertThat(report().difference()).isEqualTo(1);
        assertThat(report().drift()).isZero();
    }

    @Test
    void anEventInOrderIsLookedAtOnceAMinuteAndASuspiciousOneInEveryRound() {
        reconciler.reconcile();
        now = now.plus(ROUND);
        reconciler.reconcile();
        assertThat(looks).isEqualTo(1);
        now = now.plus(ROUND);
        granted(1);
        reconciler.reconcile();
        assertThat(looks).isEqualTo(2);
        now = now.plus(ROUND);
        reconciler.reconcile();
        assertThat(looks).isEqualTo(3);
    }

    @Test
    void theNextLookMayBeAnotherInstancesAndBothShowTheSame() {
        granted(1);
        reconciler.reconcile();
        now = now.plus(ROUND).plusMillis(1);
        MeterRegistry others = new SimpleMeterRegistry();
        instance(others).reconcile();
        assertThat(report().drift()).isEqualTo(1);
        assertThat(others.get("reconcile.drift").gauge().value()).isEqualTo(1);
        reconciler.reconcile();
        assertThat(gauge("reconcile.drift")).isEqualTo(1);
    }

    @Test
    void whileOneInstanceLooksAnotherDoesNot() {
        RLock lock = redisson.getLock("lock:reconcile");
        CompletableFuture<Void> turn = new CompletableFuture<>();
        CompletableFuture<Void> taken = new CompletableFuture<>();
        Thread holder = Thread.startVirtualThread(() -> {
            lock.lock();
            taken.complete(null);
            turn.join();
            lock.unlock();
        });
        taken.join();
        reconciler.reconcile();
        Event asked = catalog.all().iterator().next();
        assertThatThrownBy(() -> reconciler.reconcile(asked))
                .as("an admin who asks is told to try again")
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("being reconciled already");
        assertThat(looks).isZero();

        turn.complete(null);
        while (holder.isAlive()) {
            Thread.onSpinWait();
        }
        reconciler.reconcile();
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void eventsAreWatchedFromTheirOpeningToAnHourAfterTheirEnd() {
        Instant opensAt = now.plus(MINUTE);
        Instant closesAt = opensAt.plus(MINUTE);
        event(opensAt, closesAt);
        reconciler.reconcile();
        assertThat(looks).as("before").isZero();

        now = opensAt;
        reconciler.reconcile();
        assertThat(looks).isEqualTo(1);
        now = closesAt.plus(Duration.ofMinutes(59));
        reconciler.reconcile();
        assertThat(looks).isEqualTo(2);

        now = closesAt.plus(Duration.ofHours(1));
        reconciler.reconcile();
        assertThat(looks).as("after").isEqualTo(2);
        assertThat(meters.find("reconcile.drift").gauges()).isEmpty();
    }

    private Reconciler instance() {
        return instance(meters);
    }

    private Reconciler instance(MeterRegistry registry) {
        ReconcileProperties properties = new ReconcileProperties(MINUTE, ROUND);
        return new Reconciler(
                catalog,
                new Look(stock, settled, new Comparison(stock, settled, log, properties, clock), clock),
                new Reports(redisson, json),
                new ReconcileMetrics(registry),
                properties,
                clock);
    }

    private void event(Instant opensAt, Instant closesAt) {
        when(catalog.all()).thenReturn(List.of(new Event(EVENT, "Gifts", opensAt, closesAt, null, true, 1)));
    }

    private void granted(long n) {
        inRedis.put(n, new HeldClaim(n, n, n, now.toEpochMilli(), Language.EN));
    }

    private void settled(long n) {
        inMySql.put(n, new SettledClaim(n, n, n, now, now, MailState.SENT));
    }

    private Reconciliation report() {
        return new Reports(redisson, json).of(EVENT).orElseThrow();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
