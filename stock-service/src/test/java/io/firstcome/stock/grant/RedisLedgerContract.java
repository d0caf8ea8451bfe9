package io.firstcome.stock.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstcome.contracts.stock.ClaimName;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.contracts.stock.GrantOutcome.HeldAlready;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.HeldPage;
import io.firstcome.contracts.stock.ReleasedClaim;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.localstack.backend.Backends;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.RealBackends;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** What every ledger must do that keeps claims in Redis, on a real one. */
@RealBackends(Part.REDIS)
public abstract class RedisLedgerContract extends LedgerContract {

    private final List<RedissonClient> clients = new ArrayList<>();

    /** Makes the ledger that is tested. */
    protected abstract RedisLedger newLedger(RedissonClient redisson, Clock clock);

    @Override
    protected final StockLedger newLedger() {
        Config config = new Config();
        config.useSingleServer()
                .setAddress(Backends.shared().redis().url())
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(16);
        clients.add(Redisson.create(config));
        return newLedger(clients.getLast(), Clock.systemUTC());
    }

    @Override
    protected final void disconnect() {
        clients.forEach(RedissonClient::shutdown);
    }

    @Test
    void nothingIsWrittenForAStockThatIsNotThere() {
        assertThatThrownBy(() -> apply(1)).isInstanceOf(UnknownStock.class);
        assertThat(redisson().getKeys().countExists("stock:{" + event + "}", "stock:{" + event + "}:claims"))
                .isZero();
    }

    @Test
    void aStockThatWasVerifiedOnAnotherServerIsNotTouched() {
        open(5);
        List<HeldClaim> claims = claims(apply(1, 2));
        stock().put("run", "a".repeat(40));
        assertClosedAndUntouched();
        assertThat(level().closedBecause()).contains("restarted or replaced");
        stock().put("run", new Fence(redisson()).runs().iterator().next());
        assertThat(ledger.find(event, List.of(1L, 2L))).containsExactlyInAnyOrderElementsOf(claims);
        assertThat(level().closedBecause()).isNull();
    }

    @Test
    void aStockWithFewerClaimsThanItCountedIsNotTouched() {
        open(5);
        apply(1, 2, 3);
        redisson().getMap(LedgerKeys.of(event).claims(), StringCodec.INSTANCE).remove("1");
        assertClosedAndUntouched();
        assertThat(level().closedBecause()).contains("as many claims");
    }

    @Test
    void aStockThatNeverSaidWhereItWasVerifiedIsNotTouched() {
        open(5);
        apply(1, 2);
        stock().remove("run");
        assertClosedAndUntouched();
    }

    private void assertClosedAndUntouched() {
        Map<String, String> before = stock().readAllMap();
        int claims = redisson()
                .getMap(LedgerKeys.of(event).claims(), StringCodec.INSTANCE)
                .size();
        int unpublished = unpublished();
        assertThatThrownBy(() -> apply(2, 9)).isInstanceOf(UnknownStock.class);
        List<ClaimName> published = List.of(new ClaimName(2, 2));
        assertThatThrownBy(() -> ledger.grant(event, List.of(), published)).isInstanceOf(UnknownStock.class);
        assertThat(ledger.grant(List.of(new GrantBatch(event, applicants(9), published)))
                        .getFirst()
                        .outcomes())
                .isNull();
        assertThatThrownBy(() -> ledger.setQuantity(event, 9, false)).isInstanceOf(UnknownStock.class);
        assertThatThrownBy(() -> ledger.setQuantity(event, 9, true)).isInstanceOf(UnknownStock.class);
        assertThatThrownBy(() -> release(2, 2)).isInstanceOf(UnknownStock.class);
        assertThatThrownBy(() -> ledger.find(event, List.of(9L))).isInstanceOf(UnknownStock.class);
        assertThatThrownBy(() -> ((RedisLedger) ledger).page(event, HeldPage.FIRST, 10))
                .isInstanceOf(UnknownStock.class);
        assertThatThrownBy(() -> ledger.unpublished(event, Duration.ofSeconds(-5), 10))
                .isInstanceOf(UnknownStock.class);
        assertThat(stock().readAllMap()).isEqualTo(before);
        assertThat(redisson()
                        .getMap(LedgerKeys.of(event).claims(), StringCodec.INSTANCE)
                        .size())
                .isEqualTo(claims);
        assertThat(unpublished()).isEqualTo(unpublished);
    }

    @Test
    void aReleasedUnitGoesToTheNextApplicantWithANewRank() {
        open(3);
        apply(1, 2, 3);
        assertThat(release(2, 2)).isEqualTo(1);
        assertThat(level()).isEqualTo(new StockLevel(event, 3, 2, 2));
        assertThat(ledger.find(event, List.of(2L))).isEmpty();
        assertThat(claims(apply(4, 5)))
                .extracting(HeldClaim::user, HeldClaim::rank, HeldClaim::unit)
                .containsExactly(Tuple.tuple(4L, 4L, 2L));
        assertThat(level()).isEqualTo(new StockLevel(event, 3, 3, 3));
    }

    @Test
    void whoseClaimWasReleasedMayApplyAgain() {
        open(3);
        apply(1, 2, 3);
        release(1, 1);
        assertThat(claims(apply(1)))
                .extracting(HeldClaim::rank, HeldClaim::unit)
                .containsExactly(Tuple.tuple(4L, 1L));
    }

    @Test
    void releasingTwiceIsReleasingOnce() {
        open(3);
        apply(1, 2);
        assertThat(release(1, 1)).isEqualTo(1);
        assertThat(release(1, 1)).isZero();
        assertThat(level().granted()).isEqualTo(1);
    }

    @Test
    void aClaimOfAnotherRankIsNotReleased() {
        open(3);
        apply(1, 2);
        release(1, 1);
        HeldClaim later = claims(apply(1)).getFirst();
        assertThat(release(1, 1)).as("the claim before that one").isZero();
        assertThat(release(9, 1)).as("somebody who has none").isZero();
        assertThat(ledger.find(event, List.of(1L))).containsExactly(later);
        assertThat(level().granted()).isEqualTo(2);
    }

    @Test
    void thatAClaimIsPublishedIsSaidOfThisOneAndNotOfALaterOneOfTheSameUser() {
        open(3);
        ClaimName released = ClaimName.of(claims(apply(1)).getFirst());
        release(1, 1);
        HeldClaim later = claims(apply(1)).getFirst();
        ledger.grant(event, List.of(), List.of(released));
        assertThat(level().unpublished()).isEqualTo(1);
        assertThat(apply(1)).containsExactly(new HeldAlready(later, false));
        assertThat(ledger.unpublished(event, Duration.ofSeconds(-5), 10)).containsExactly(later);
        assertThat(((RedisLedger) ledger).look(event, List.of(1L)).unpublished())
                .containsExactly(1L);
        ledger.grant(event, List.of(), List.of(ClaimName.of(later)));
        assertThat(apply(1)).containsExactly(new HeldAlready(later, true));
    }

    @Test
    void unitsAndRanksThatCameBackGoFirstTheLowestBeforeTheOthersAndThenItGoesOn() {
        open(20);
        apply(LongStream.rangeClosed(1, 12).toArray());
        release(2, 2);
        release(11, 11);
        redisson()
                .getScoredSortedSet(LedgerKeys.of(event).freeRanks(), StringCodec.INSTANCE)
                .addAll(Map.of("10", 10.0, "9", 9.0, "5", 5.0));
        assertThat(claims(apply(21)))
                .extracting(HeldClaim::rank, HeldClaim::unit)
                .containsExactly(Tuple.tuple(5L, 2L));
        assertThat(claims(apply(22, 1, 23, 22, 24)))
                .extracting(HeldClaim::rank, HeldClaim::unit)
                .containsExactly(Tuple.tuple(9L, 11L), Tuple.tuple(10L, 13L), Tuple.tuple(13L, 14L));
        assertThat(redisson()
                        .getKeys()
                        .countExists(
                                LedgerKeys.of(event).freeUnits(),
                                LedgerKeys.of(event).freeRanks()))
                .isZero();
    }

    @Test
    void allClaimsAreToldInPages() {
        open(3000);
        List<HeldClaim> granted = claims(apply(LongStream.rangeClosed(1, 2500).toArray()));
        Set<HeldClaim> told = new HashSet<>();
        String cursor = HeldPage.FIRST;
        int pages = 0;
        do {
            HeldPage page = ((RedisLedger) ledger).page(event, cursor, 1000);
            told.addAll(page.claims());
            cursor = page.next();
            pages++;
        } while (!cursor.equals(HeldPage.FIRST));
        assertThat(told).containsExactlyInAnyOrderElementsOf(granted);
        assertThat(pages).isGreaterThan(1);
    }

    /** Some revoke while a crowd applies: no unit is held twice, and none is lost. */
    @Test
    void releasesInTheMiddleOfAHerdLoseNoUnit() throws Exception {
        int quantity = 50;
        open(quantity);
        List<HeldClaim> first = claims(apply(LongStream.rangeClosed(1, quantity).toArray()));
        RedisLedger other = (RedisLedger) newLedger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (HeldClaim claim : first.subList(0, 20)) {
                all.add(threads.submit(() ->
                        other.release(event, List.of(new ReleasedClaim(claim.user(), claim.rank(), claim.unit())))));
            }
            for (long from = 1000; from < 1200; from += 10) {
                long[] batch = LongStream.range(from, from + 10).toArray();
                all.add(threads.submit(() -> apply(batch)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        apply(LongStream.rangeClosed(2001, 2000 + quantity).toArray());
        List<HeldClaim> held =
                ledger.find(event, LongStream.rangeClosed(1, 3000).boxed().toList());
        assertThat(held)
                .extracting(HeldClaim::unit)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, quantity).boxed().toList());
        assertThat(held).extracting(HeldClaim::rank).doesNotHaveDuplicates();
        assertThat(level().granted()).isEqualTo(quantity);
    }

    private int release(long user, long rank) {
        return ((RedisLedger) ledger).release(event, List.of(new ReleasedClaim(user, rank, rank)));
    }

    private RMap<String, String> stock() {
        return redisson().getMap(LedgerKeys.of(event).stock(), StringCodec.INSTANCE);
    }

    private int unpublished() {
        return redisson()
                .getScoredSortedSet(LedgerKeys.of(event).unpublished(), StringCodec.INSTANCE)
                .size();
    }

    /** The client of the first ledger. */
    final RedissonClient redisson() {
        return clients.getFirst();
    }
}
