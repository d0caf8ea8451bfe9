package io.firstcome.gateway.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.kit.count.SharedCounts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class FoldTest {

    private static final SharedCounts COUNTS = new SharedCounts(null, Clock.systemUTC());

    private static final FoldProperties.Limits LIMITS =
            new FoldProperties.Limits(512, 2, 20_000, Duration.ofSeconds(5), Duration.ofSeconds(5));

    /** A service whose replies the test sends by hand. */
    private static final class Held {
        private final Queue<List<FoldedCall>> batches = new ConcurrentLinkedQueue<>();
        private final Queue<Sinks.One<List<FoldedAnswer>>> replies = new ConcurrentLinkedQueue<>();

        Mono<List<FoldedAnswer>> call(List<FoldedCall> batch) {
            Sinks.One<List<FoldedAnswer>> reply = Sinks.one();
            batches.add(batch);
            replies.add(reply);
            return reply.asMono();
        }

        void replyToOldest() {
            replies.remove().tryEmitValue(echo(batches.remove()));
        }
    }

    private final Held held = new Held();
    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofMillis(500).toNanos());

    @Test
    void aLoneRequestGoesAtOnceAndAlone() throws Exception {
        Fold fold = fold(LIMITS, held);

        CompletableFuture<Folded> one = fold.join(call(1)).toFuture();

        assertThat(held.batches).containsExactly(List.of(call(1)));
        held.replyToOldest();
        assertThat(user(one)).isEqualTo(1);
    }

    @Test
    void whatArrivesWhileBatchesAreUnderWayGoesTogetherInOrderOfArrival() throws Exception {
        Fold fold = fold(LIMITS, held);
        List<CompletableFuture<Folded>> told = LongStream.rangeClosed(1, 1_000)
                .mapToObj(user -> fold.join(call(user)).toFuture())
                .toList();

        assertThat(held.batches)
                .as("two, with the first and the second request")
                .hasSize(2);
        held.replyToOldest();
        assertThat(held.batches).hasSize(2);
        held.replyToOldest();
        held.replyToOldest();
        held.replyToOldest();

        assertThat(held.batches).isEmpty();
        for (int i = 0; i < told.size(); i++) {
            assertThat(user(told.get(i))).isEqualTo(i + 1);
        }
    }

    @Test
    void batchesAreFullButNotFuller() {
        Fold fold = fold(LIMITS, held);
        LongStream.rangeClosed(1, 1_000).forEach(user -> fold.join(call(user)).subscribe());
        held.replyToOldest();
        held.replyToOldest();

        assertThat(held.batches).extracting(List::size).containsExactly(512, 486);
        assertThat(held.batches.stream().flatMap(List::stream).map(FoldedCall::user))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(3, 1_000).boxed().toList());
    }

    @Test
    void beyondItsLimitTheLineRefusesAndTakesAgainWhenItMoves() throws Exception {
        Fold fold = fold(new FoldProperties.Limits(512, 1, 3, Duration.ofSeconds(5), Duration.ofSeconds(5)), held);
        LongStream.rangeClosed(1, 4).forEach(user -> fold.join(call(user)).subscribe());

        assertThat(fold.join(call(5)).toFuture().get()).isInstanceOf(Folded.LineFull.class);

        held.replyToOldest();
        CompletableFuture<Folded> later = fold.join(call(6)).toFuture();
        held.replyToOldest();
        held.replyToOldest();
        assertThat(user(later)).isEqualTo(6);
    }

    @Test
    void aBatchThatFailsIsToldToEachOfItsUsersAndNeverSentAgain() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        Fold fold = fold(LIMITS, batch -> {
            sent.incrementAndGet();
            return Mono.error(new IllegalStateException("broken"));
        });

        assertThat(fold.join(call(1)).toFuture().get()).isInstanceOf(Folded.Failed.class);
        assertThat(sent).hasValue(1);
    }

    @Test
    void aServiceThatThrowsBreaksNothing() throws Exception {
        Fold fold = fold(LIMITS, batch -> {
            throw new IllegalStateException("broken");
        });

        for (int i = 0; i < 5; i++) {
            assertThat(fold.join(call(1)).toFuture().get()).isInstanceOf(Folded.Failed.class);
        }
    }

    @Test
    void aReplyWithTooFewAnswersOrNoneAtAllIsAFailure() throws Exception {
        assertThat(fold(LIMITS, batch -> Mono.just(List.of()))
                        .join(call(1))
                        .toFuture()
                        .get())
                .isInstanceOf(Folded.Failed.class);
        assertThat(fold(LIMITS, batch -> Mono.empty()).join(call(1)).toFuture().get())
                .isInstanceOf(Folded.Failed.class);
    }

    @Test
    void aBatchThatTakesTooLongIsGivenUpAndMakesRoom() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        FoldProperties.Limits limits =
                new FoldProperties.Limits(512, 1, 100, Duration.ofSeconds(5), Duration.ofMillis(200));
        Fold fold = fold(limits, batch -> sent.incrementAndGet() == 1 ? Mono.never() : Mono.just(echo(batch)));

        assertThat(fold.join(call(1)).toFuture().get(5, TimeUnit.SECONDS)).isInstanceOf(Folded.Failed.class);
        assertThat(user(fold.join(call(2)).toFuture())).isEqualTo(2);
    }

    @Test
    void whoWouldHaveToWaitForTooLongIsRefusedOnArrivalAndWhoCameBeforeKeepsHisPlace() throws Exception {
        Fold fold = fold(new FoldProperties.Limits(10, 1, 20_000, Duration.ofMillis(1_000), Duration.ofSeconds(5)));
        batchTakes(300, fold);
        List<CompletableFuture<Folded>> told = LongStream.rangeClosed(1, 22)
                .mapToObj(user -> fold.join(call(user)).toFuture())
                .toList();

        assertThat(told.get(20)).as("in the third batch from now, after 900 ms").isNotDone();
        assertThat(told.get(21).get()).as("in the fourth, after 1200 ms").isInstanceOf(Folded.TurnTooLate.class);
        assertThat(fold.refusal()).isInstanceOf(Folded.TurnTooLate.class);
        replyAfter(100);
        assertThat(fold.refusal()).as("the line has moved").isNull();
        replyAfter(100);
        replyAfter(100);
        for (int i = 0; i < 21; i++) {
            assertThat(user(told.get(i))).isEqualTo(i + 1);
        }
    }

    @Test
    void howeverSlowTheServiceIsAFullBatchGathers() throws Exception {
        Fold fold = fold(new FoldProperties.Limits(10, 1, 20_000, Duration.ofMillis(1_000), Duration.ofSeconds(5)));
        batchTakes(4_000, fold);
        List<CompletableFuture<Folded>> told = LongStream.rangeClosed(1, 12)
                .mapToObj(user -> fold.join(call(user)).toFuture())
                .toList();

        assertThat(told.get(11).get()).isInstanceOf(Folded.TurnTooLate.class);
        replyAfter(900);
        assertThat(held.batches).extracting(List::size).containsExactly(10);
        replyAfter(900);
        for (int i = 0; i < 11; i++) {
            assertThat(user(told.get(i))).isEqualTo(i + 1);
        }
    }

    @Test
    void whoHasWaitedForTooLongIsToldWhenTheNextOneArrivesThoughNothingComesBack() throws Exception {
        Fold fold = fold(new FoldProperties.Limits(10, 1, 20_000, Duration.ofMillis(1_000), Duration.ofSeconds(5)));
        fold.join(call(1)).subscribe();
        CompletableFuture<Folded> second = fold.join(call(2)).toFuture();
        pass(600);
        CompletableFuture<Folded> third = fold.join(call(3)).toFuture();
        pass(600);
        assertThat(second).isNotDone();

        fold.join(call(4)).subscribe();

        assertThat(second.get()).isInstanceOf(Folded.TurnTooLate.class);
        held.replyToOldest();
        assertThat(held.batches).containsExactly(List.of(call(3), call(4)));
        held.replyToOldest();
        assertThat(user(third)).isEqualTo(3);
    }

    /** Sends a request alone, whose batch takes that long. */
    private void batchTakes(long millis, Fold fold) {
        fold.join(call(0)).subscribe();
        replyAfter(millis);
    }

    private void replyAfter(long millis) {
        pass(millis);
        held.replyToOldest();
    }

    private void pass(long millis) {
        now.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    @Test
    void aClientThatGoesAwayIsLeftOutAndDoesNotBreakTheBatchOfTheOthers() throws Exception {
        Fold fold = fold(new FoldProperties.Limits(512, 1, 100, Duration.ofSeconds(5), Duration.ofSeconds(5)), held);
        Disposable sent = fold.join(call(1)).subscribe();
        CompletableFuture<Folded> second = fold.join(call(2)).toFuture();
        Disposable third = fold.join(call(3)).subscribe();
        CompletableFuture<Folded> fourth = fold.join(call(4)).toFuture();

        sent.dispose();
        third.dispose();
        held.replyToOldest();

        assertThat(held.batches).containsExactly(List.of(call(2), call(4)));
        held.replyToOldest();
        assertThat(user(second)).isEqualTo(2);
        assertThat(user(fourth)).isEqualTo(4);
    }

    /**
     * No lost wake-up, no mix-up, no bound broken: threads join as fast as they can while replies come at once, from other threads or
     * late. A wake-up lost leaves a request in line with nobody to send it, and its future does not end.
     */
    @Test
    void underAStormFromManyThreadsEveryRequestGetsItsOwnAnswerAndTheBoundsHold() throws Exception {
        int threads = 4;
        int each = 50_000;
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger mostUnderWay = new AtomicInteger();
        AtomicInteger largest = new AtomicInteger();
        Queue<Long> ofThread0 = new ConcurrentLinkedQueue<>();
        Scheduler others = Schedulers.newParallel("service", 2);
        FoldProperties.Limits limits =
                new FoldProperties.Limits(64, 2, 1_000_000, Duration.ofHours(1), Duration.ofSeconds(30));
        Fold fold = fold(limits, batch -> {
            mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            largest.accumulateAndGet(batch.size(), Math::max);
            batch.stream().map(FoldedCall::user).filter(user -> user < each).forEach(ofThread0::add);
            Mono<List<FoldedAnswer>> reply = Mono.fromSupplier(() -> {
                underWay.decrementAndGet();
                return echo(batch);
            });
            return switch (ThreadLocalRandom.current().nextInt(3)) {
                case 0 -> reply;
                case 1 -> reply.subscribeOn(others);
                default -> reply.delaySubscription(Duration.ofNanos(50_000), others);
            };
        });
        CountDownLatch start = new CountDownLatch(1);
        List<CompletableFuture<List<CompletableFuture<Folded>>>> joined = IntStream.range(0, threads)
                .mapToObj(thread -> CompletableFuture.supplyAsync(
                        () -> {
                            awaitLatch(start);
                            List<CompletableFuture<Folded>> mine = new ArrayList<>(each);
                            for (long i = 0; i < each; i++) {
                                mine.add(fold.join(call((long) thread * each + i))
                                        .toFuture());
                            }
                            return mine;
                        },
                        task -> new Thread(task).start()))
                .toList();
        start.countDown();

        for (int thread = 0; thread < threads; thread++) {
            List<CompletableFuture<Folded>> told = joined.get(thread).get(60, TimeUnit.SECONDS);
            for (int i = 0; i < each; i++) {
                assertThat(user(told.get(i))).isEqualTo((long) thread * each + i);
            }
        }
        assertThat(mostUnderWay.get()).isBetween(1, 2);
        assertThat(largest.get()).isBetween(2, 64);
        assertThat(List.copyOf(ofThread0))
                .as("one client's requests, in its order")
                .isSorted()
                .hasSize(each);
        await().untilAsserted(() -> assertThat(underWay).hasValue(0));
        others.dispose();
    }

    @Test
    void whoHasWaitedForABatchThatHangsDoesNotWaitAsLongAgainForHisOwn() throws Exception {
        Duration timeout = Duration.ofSeconds(2);
        Fold fold = fold(new FoldProperties.Limits(512, 1, 20_000, Duration.ofSeconds(30), timeout), held);
        fold.join(call(1)).subscribe();
        long joined = System.nanoTime();
        CompletableFuture<Folded> second = fold.join(call(2)).toFuture();

        assertThat(second.get(30, TimeUnit.SECONDS)).isInstanceOf(Folded.Failed.class);
        assertThat(Duration.ofNanos(System.nanoTime() - joined))
                .isBetween(timeout, timeout.multipliedBy(2).minusMillis(200));
    }

    /** With a clock and replies of the test's own. */
    private Fold fold(FoldProperties.Limits limits) {
        return new Fold(limits, held::call, new FoldMetrics(new SimpleMeterRegistry(), "POST /test", COUNTS), now::get);
    }

    private static Fold fold(FoldProperties.Limits limits, Held service) {
        return fold(limits, service::call);
    }

    private static Fold fold(
            FoldProperties.Limits limits,
            java.util.function.Function<List<FoldedCall>, Mono<List<FoldedAnswer>>> service) {
        return new Fold(limits, service, new FoldMetrics(new SimpleMeterRegistry(), "POST /test", COUNTS));
    }

    private static FoldedCall call(long user) {
        return new FoldedCall(user, Language.EN, null, null);
    }

    private static List<FoldedAnswer> echo(List<FoldedCall> batch) {
        return batch.stream()
                .map(call -> new FoldedAnswer(200, Long.toString(call.user()), null, null))
                .toList();
    }

    private static long user(CompletableFuture<Folded> told)
            throws InterruptedException, ExecutionException, TimeoutException {
        return Long.parseLong(
                ((Folded.Answered) told.get(30, TimeUnit.SECONDS)).answer().body());
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
