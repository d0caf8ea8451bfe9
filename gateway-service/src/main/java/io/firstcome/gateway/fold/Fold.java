package io.firstcome.gateway.fold;

import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Many requests, one call, by natural batching: a request goes at once when a batch may go; otherwise it waits in line, and
 * when a batch returns, all that have gathered go as the next one. Nothing waits for a timer, so a lone request is not
 * delayed, and the batches grow with the load by themselves.
 *
 * <p>Runs on event loops, so nothing here blocks. Arrivals put themselves into a lock-free queue; whoever then finds the
 * dispatcher idle dispatches for all ({@link #dispatch}). The queue is first in, first out, and one thread at a time takes from
 * it: batches leave in order of arrival.
 */
final class Fold {

    private static final Logger log = LoggerFactory.getLogger(Fold.class);
    private static final Folded LINE_FULL = new Folded.LineFull();
    private static final Folded TURN_TOO_LATE = new Folded.TurnTooLate();
    private static final Folded FAILED = new Folded.Failed();

    private final FoldProperties.Limits limits;
    private final long maxWaitNanos;
    private final LongSupplier nanoClock;
    private final Pace pace;
    private final Function<List<FoldedCall>, Mono<List<FoldedAnswer>>> service;
    private final FoldMetrics metrics;

    private final Queue<Waiting> line = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger wishes = new AtomicInteger();

    /**
     * @param limits  of this fold
     * @param service takes a batch and returns its answers, in the same order; called with at most {@code maxUnderWay} at once
     * @param metrics sees each batch
     */
    Fold(
            FoldProperties.Limits limits,
            Function<List<FoldedCall>, Mono<List<FoldedAnswer>>> service,
            FoldMetrics metrics) {
        this(limits, service, metrics, System::nanoTime);
    }

    Fold(
            FoldProperties.Limits limits,
            Function<List<FoldedCall>, Mono<List<FoldedAnswer>>> service,
            FoldMetrics metrics,
            LongSupplier nanoClock) {
        this.limits = limits;
        this.maxWaitNanos = limits.maxWait().toNanos();
        this.nanoClock = nanoClock;
        this.pace = new Pace(limits.maxBatch(), limits.maxUnderWay());
        this.service = service;
        this.metrics = metrics;
        metrics.watch(waiting::get, underWay::get);
    }

    /**
     * Says whether a call that comes now is refused: a look at two counters, so that it can be asked before any work is done for
     * the request. Refused on arrival are those whose answer cannot be expected in time; whoever came before them keeps his place. A batch
     * may always gather: however slow the service is, the next one is full.
     *
     * @return the refusal, or null when the call may join
     */
    Folded refusal() {
        int ahead = waiting.get();
        if (ahead >= limits.maxWaiting()) {
            return LINE_FULL;
        }
        return ahead >= limits.maxBatch() && pace.answerBehind(ahead) > maxWaitNanos ? TURN_TOO_LATE : null;
    }

    /** Puts a call into line, when subscribed to. Never fails. To cancel leaves the line; a call already sent goes on. */
    Mono<Folded> join(FoldedCall call) {
        return Mono.create(sink -> {
            Folded refusal = refusal();
            if (refusal == null && waiting.incrementAndGet() > limits.maxWaiting()) {
                waiting.decrementAndGet();
                refusal = LINE_FULL;
            }
            if (refusal != null) {
                sink.success(refusal);
                return;
            }
            Waiting place = new Waiting(call, nanoClock.getAsLong(), sink);
            sink.onCancel(place);
            line.add(place);
            dispatch();
        });
    }

    /**
     * Sends batches while there is a line and room under way. One thread at a time: a wish that arrives meanwhile is counted, and the
     * dispatching thread goes round once more for it. So whoever adds to the line, or makes room under way, and then wishes, is
     * never overlooked, and the batches do not pile up on the stack when answers come at once.
     */
    private void dispatch() {
        if (wishes.getAndIncrement() != 0) {
            return;
        }
        int granted = 1;
        do {
            dismissLate();
            while (underWay.get() < limits.maxUnderWay()) {
                List<Waiting> batch = take();
                if (batch.isEmpty()) {
                    break;
                }
                underWay.incrementAndGet();
                send(batch);
            }
            granted = wishes.addAndGet(-granted);
        } while (granted != 0);
    }

    /** The line got slower than expected: each arrival and each batch that returns sees to those who have waited for too long. */
    private void dismissLate() {
        long now = nanoClock.getAsLong();
        Waiting first;
        while ((first = line.peek()) != null && now - first.since > maxWaitNanos) {
            line.remove();
            waiting.decrementAndGet();
            first.tell(TURN_TOO_LATE);
        }
    }

    private List<Waiting> take() {
        int expected = Math.min(waiting.get(), limits.maxBatch());
        List<Waiting> batch = new ArrayList<>(expected);
        Waiting next;
        while (batch.size() < limits.maxBatch() && (next = line.poll()) != null) {
            waiting.decrementAndGet();
            if (!next.gone) {
                batch.add(next);
            }
        }
        return batch;
    }

    private void send(List<Waiting> batch) {
        List<FoldedCall> calls = new ArrayList<>(batch.size());
        for (Waiting place : batch) {
            calls.add(place.call);
        }
        long askedAt = nanoClock.getAsLong();
        Mono.defer(() -> service.apply(calls))
                .timeout(timeLeft(askedAt - batch.getFirst().since))
                .materialize()
                .subscribe(signal -> {
                    long nanos = nanoClock.getAsLong() - askedAt;
                    pace.returned(nanos);
                    // First make room, so that the next batch is under way while these are told.
                    underWay.decrementAndGet();
                    dispatch();
                    List<FoldedAnswer> answers = signal.get();
                    boolean complete = answers != null && answers.size() == batch.size();
                    metrics.returned(batch.size(), nanos, failure(complete, signal.getThrowable()));
                    for (int i = 0; i < batch.size(); i++) {
                        batch.get(i).tell(complete ? new Folded.Answered(answers.get(i), askedAt) : FAILED);
                    }
                });
    }

    /** Who has waited longest, the first, is answered or refused in time, his wait included; half of it is the least that a batch gets. */
    private Duration timeLeft(long waitedNanos) {
        Duration half = limits.timeout().dividedBy(2);
        Duration left = limits.timeout().minusNanos(waitedNanos);
        return left.compareTo(half) < 0 ? half : left;
    }

    private static Throwable failure(boolean complete, Throwable thrown) {
        if (complete) {
            return null;
        }
        return thrown != null ? thrown : new IllegalStateException("a reply with too few or too many answers");
    }

    /** A request in line. */
    private static final class Waiting implements Disposable {
        private final FoldedCall call;
        private final long since;
        private final MonoSink<Folded> sink;
        private volatile boolean gone;

        Waiting(FoldedCall call, long since, MonoSink<Folded> sink) {
            this.call = call;
            this.since = since;
            this.sink = sink;
        }

        /** Its client went away. */
        @Override
        public void dispose() {
            gone = true;
        }

        /** One response that cannot be written must not cost the others of the batch theirs. */
        void tell(Folded result) {
            try {
                sink.success(result);
            } catch (RuntimeException e) {
                log.warn("An answer could not be told", e);
            }
        }
    }
}
