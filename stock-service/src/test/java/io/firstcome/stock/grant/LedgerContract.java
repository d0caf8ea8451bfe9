package io.firstcome.stock.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.ClaimName;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantOutcome.Granted;
import io.firstcome.contracts.stock.GrantOutcome.HeldAlready;
import io.firstcome.contracts.stock.GrantOutcome.SoldOut;
import io.firstcome.contracts.stock.GrantReply;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.StockLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger must do, whatever it keeps claims in. */
public abstract class LedgerContract {

    protected final long event = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE - 1000);
    protected StockLedger ledger;

    /** Gives a ledger with connections of its own, as one more process would have it. */
    protected abstract StockLedger newLedger();

    /** Closes the connections of every ledger that was given. */
    protected abstract void disconnect();

    @BeforeEach
    void connect() {
        ledger = newLedger();
    }

    @AfterEach
    void end() {
        disconnect();
    }

    @Test
    void ranksAndUnitsAreGivenInOrderOfArrival() {
        open(3);
        assertThat(claims(apply(11, 7, 9)))
                .extracting(HeldClaim::user, HeldClaim::rank, HeldClaim::unit)
                .containsExactly(tuple(11, 1, 1), tuple(7, 2, 2), tuple(9, 3, 3));
        assertThat(level()).isEqualTo(new StockLevel(event, 3, 3, 3));
    }

    @Test
    void whoComesTooLateGetsNothingAndIsNotStored() {
        open(1);
        assertThat(apply(1, 2)).hasExactlyElementsOfTypes(Granted.class, SoldOut.class);
        assertThat(apply(3)).containsExactly(new SoldOut());
        assertThat(ledger.find(event, List.of(1L, 2L, 3L)))
                .extracting(HeldClaim::user)
                .containsExactly(1L);
    }

    @Test
    void aRepeatFindsTheClaimHeldAlready() {
        open(5);
        HeldClaim first = claims(apply(42)).getFirst();
        assertThat(apply(42)).containsExactly(new HeldAlready(first, false));
        assertThat(level().granted()).isEqualTo(1);
    }

    @Test
    void aRepeatWithinOneBatchFindsTheClaimHeldAlready() {
        open(5);
        List<GrantOutcome> outcomes = apply(42, 43, 42, 42);
        assertThat(outcomes)
                .hasExactlyElementsOfTypes(Granted.class, Granted.class, HeldAlready.class, HeldAlready.class);
        assertThat(level().granted()).isEqualTo(2);
    }

    @Test
    void aWinnersRepeatIsToldTheTruthWhenAllIsGone() {
        open(1);
        HeldClaim claim = claims(apply(1)).getFirst();
        assertThat(apply(2, 1)).containsExactly(new SoldOut(), new HeldAlready(claim, false));
    }

    @Test
    void theLanguageOfTheRequestStaysWithTheClaim() {
        open(2);
        ledger.grant(event, List.of(new Applicant(1, Language.KO), new Applicant(2, Language.EN)), List.of());
        assertThat(ledger.find(event, List.of(1L, 2L)))
                .extracting(HeldClaim::user, HeldClaim::language)
                .containsExactlyInAnyOrder(tupleOf(1L, Language.KO), tupleOf(2L, Language.EN));
    }

    @Test
    void aClaimIsUnpublishedUntilItIsSaidToBePublished() {
        open(3);
        List<HeldClaim> claims = claims(apply(1, 2));
        assertThat(ledger.unpublished(event, Duration.ofMillis(-1000), 10)).containsExactlyInAnyOrderElementsOf(claims);
        assertThat(ledger.unpublished(event, Duration.ofMinutes(1), 10)).isEmpty();

        List<GrantOutcome> outcomes =
                ledger.grant(event, applicants(1, 2, 3), List.of(new ClaimName(1, 1), new ClaimName(99, 99)));
        assertThat(outcomes.get(0)).isEqualTo(new HeldAlready(claims.get(0), true));
        assertThat(outcomes.get(1)).isEqualTo(new HeldAlready(claims.get(1), false));
        assertThat(level()).isEqualTo(new StockLevel(event, 3, 3, 2));
    }

    @Test
    void publishedClaimsMayBeToldWithoutAnyApplicant() {
        open(3);
        List<ClaimName> names = claims(apply(1, 2)).stream().map(ClaimName::of).toList();
        assertThat(ledger.grant(event, List.of(), names)).isEmpty();
        assertThat(level().unpublished()).isZero();
    }

    @Test
    void theQuantityCanBeRaisedWhenAllIsGone() {
        open(1);
        apply(1, 2);
        assertThat(ledger.setQuantity(event, 2, false)).contains(1L);
        assertThat(claims(apply(2))).extracting(HeldClaim::rank).containsExactly(2L);
    }

    @Test
    void theQuantityNeverGoesBelowWhatIsGranted() {
        open(5);
        apply(1, 2, 3);
        assertThat(ledger.setQuantity(event, 2, false)).isEmpty();
        assertThat(level().quantity()).isEqualTo(5);
        assertThat(ledger.setQuantity(event, 3, false)).contains(5L);
        assertThat(apply(4)).containsExactly(new SoldOut());
    }

    @Test
    void nothingIsGrantedFromAStockThatIsNotThere() {
        assertThatThrownBy(() -> apply(1)).isInstanceOf(UnknownStock.class);
        assertThatThrownBy(() -> ledger.setQuantity(event, 5, false)).isInstanceOf(UnknownStock.class);
        assertThatThrownBy(() -> ledger.find(event, List.of(1L))).isInstanceOf(UnknownStock.class);
        assertThat(ledger.levels(List.of(event))).isEmpty();
    }

    @Test
    void batchesOfSeveralEventsAreDecidedOnEachForItself() {
        open(1);
        ledger.setQuantity(event + 1, 5, true);
        List<GrantReply> replies = ledger.grant(List.of(
                new GrantBatch(event, applicants(1, 2), List.of()),
                new GrantBatch(event + 2, applicants(1), List.of()),
                new GrantBatch(event + 1, applicants(1, 2), List.of())));
        assertThat(replies.get(0).outcomes()).hasExactlyElementsOfTypes(Granted.class, SoldOut.class);
        assertThat(replies.get(1).outcomes()).isNull();
        assertThat(claims(replies.get(2).outcomes()))
                .extracting(HeldClaim::user, HeldClaim::rank)
                .containsExactly(Tuple.tuple(1L, 1L), Tuple.tuple(2L, 2L));
        assertThat(ledger.levels(List.of(event + 1))).containsExactly(new StockLevel(event + 1, 5, 2, 2));
    }

    @Test
    void levelsOfSeveralEventsAreToldAtOnce() {
        open(5);
        ledger.setQuantity(event + 1, 7, true);
        assertThat(ledger.levels(List.of(event, event + 1, event + 2)))
                .containsExactlyInAnyOrder(new StockLevel(event, 5, 0, 0), new StockLevel(event + 1, 7, 0, 0));
        assertThat(ledger.levels(List.of())).isEmpty();
    }

    @Test
    void eventsAtTheSameMomentDoNotDisturbEachOther() throws Exception {
        int events = 50;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> granted = new ArrayList<>();
            for (long one = event; one < event + events; one++) {
                long id = one;
                granted.add(threads.submit(() -> {
                    ledger.setQuantity(id, 10, true);
                    int grants = 0;
                    List<ClaimName> published = List.of();
                    for (long user = 1; user <= 12; user++) {
                        List<HeldClaim> fresh = claims(ledger.grant(id, applicants(user), published));
                        grants += fresh.size();
                        published = fresh.stream().map(ClaimName::of).toList();
                    }
                    return grants;
                }));
            }
            for (Future<Integer> grants : granted) {
                assertThat(grants.get()).isEqualTo(10);
            }
        }
        assertThat(ledger.levels(LongStream.range(event, event + events).boxed().toList()))
                .hasSize(events)
                .allSatisfy(level -> assertThat(level.unpublished()).isZero());
    }

    /** Two processes' worth of clients, demand of ten times the stock, each user three times, in random order. */
    @Test
    void aHerdGetsExactlyTheStockAndEachUserOneClaim() throws Exception {
        int quantity = 100;
        open(quantity);
        List<Long> arrivals = new ArrayList<>();
        LongStream.rangeClosed(1, 1000).forEach(user -> arrivals.addAll(List.of(user, user, user)));
        Collections.shuffle(arrivals, new Random(7));
        StockLedger[] ledgers = {ledger, newLedger()};
        CountDownLatch gate = new CountDownLatch(1);
        List<GrantOutcome> outcomes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<GrantOutcome>>> batches = new ArrayList<>();
            for (int from = 0; from < arrivals.size(); from += 50) {
                long[] users = arrivals.subList(from, from + 50).stream()
                        .mapToLong(Long::longValue)
                        .toArray();
                StockLedger mine = ledgers[from / 50 % 2];
                Callable<List<GrantOutcome>> batch = () -> {
                    gate.await();
                    return mine.grant(event, applicants(users), List.of());
                };
                batches.add(threads.submit(batch));
            }
            gate.countDown();
            for (Future<List<GrantOutcome>> batch : batches) {
                outcomes.addAll(batch.get());
            }
        }

        List<HeldClaim> granted = claims(outcomes);
        assertThat(granted).hasSize(quantity);
        assertThat(granted).extracting(HeldClaim::user).doesNotHaveDuplicates();
        assertThat(granted)
                .extracting(HeldClaim::rank)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, quantity).boxed().toList());
        assertThat(granted)
                .extracting(HeldClaim::unit)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, quantity).boxed().toList());
        Map<Long, HeldClaim> byUser = granted.stream().collect(Collectors.toMap(HeldClaim::user, c -> c));
        assertThat(outcomes).allSatisfy(outcome -> {
            if (outcome instanceof HeldAlready held) {
                assertThat(held.claim()).isEqualTo(byUser.get(held.claim().user()));
            }
        });
        assertThat(level()).isEqualTo(new StockLevel(event, quantity, quantity, quantity));
    }

    protected void open(long quantity) {
        assertThat(ledger.setQuantity(event, quantity, true)).contains(0L);
    }

    protected StockLevel level() {
        return ledger.levels(List.of(event)).getFirst();
    }

    protected List<GrantOutcome> apply(long... users) {
        return ledger.grant(event, applicants(users), List.of());
    }

    protected static List<Applicant> applicants(long... users) {
        return LongStream.of(users)
                .mapToObj(user -> new Applicant(user, Language.EN))
                .toList();
    }

    protected static List<HeldClaim> claims(List<GrantOutcome> outcomes) {
        return outcomes.stream()
                .filter(Granted.class::isInstance)
                .map(outcome -> ((Granted) outcome).claim())
                .toList();
    }

    private static Tuple tuple(long user, long rank, long unit) {
        return tupleOf(user, rank, unit);
    }

    private static Tuple tupleOf(Object... values) {
        return Tuple.tuple(values);
    }
}
