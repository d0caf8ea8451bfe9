package io.firstcome.bench.lab.worker;

import io.firstcome.bench.lab.way.Way;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantOutcome;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** So many clients, each a virtual thread, who apply for one user after the other until all have, or the time is over. */
final class Clients {

    private static final byte HELD = 1;
    private static final byte SOLD_OUT = 2;
    private static final byte FAILED = 3;
    private static final byte GRANTED = 4;

    private final Way way;
    private final long[] arrivals;
    private final byte[] answers;
    private final long[] units;
    private final long[] nanos;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<String> failure = new AtomicReference<>();

    Clients(Way way, long[] arrivals) {
        this.way = way;
        this.arrivals = arrivals;
        this.answers = new byte[arrivals.length];
        this.units = new long[arrivals.length];
        this.nanos = new long[arrivals.length];
    }

    /** Lets them all apply and returns when the last one has its answer. */
    Tally apply(int clients, long limitMillis) throws InterruptedException {
        var gone = new CountDownLatch(clients);
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        for (int client = 0; client < clients; client++) {
            Thread.startVirtualThread(() -> {
                int at;
                while (System.nanoTime() < end && (at = next.getAndIncrement()) < arrivals.length) {
                    apply(at);
                }
                gone.countDown();
            });
        }
        gone.await();
        return tally(System.nanoTime() - start);
    }

    private void apply(int at) {
        long asked = System.nanoTime();
        try {
            switch (way.apply(new Applicant(arrivals[at], Language.EN))) {
                case GrantOutcome.Granted granted -> {
                    units[at] = granted.claim().unit();
                    answers[at] = GRANTED;
                }
                case GrantOutcome.HeldAlready held -> answers[at] = HELD;
                case GrantOutcome.SoldOut soldOut -> answers[at] = SOLD_OUT;
            }
        } catch (RuntimeException noAnswer) {
            answers[at] = FAILED;
            failure.compareAndSet(null, rootOf(noAnswer).toString());
        }
        nanos[at] = System.nanoTime() - asked;
    }

    private Tally tally(long elapsed) {
        int[] granted = all(GRANTED).toArray();
        return new Tally(
                elapsed,
                IntStream.of(granted).mapToLong(at -> arrivals[at]).toArray(),
                IntStream.of(granted).mapToLong(at -> units[at]).toArray(),
                (int) all(HELD).count(),
                (int) all(SOLD_OUT).count(),
                (int) all(FAILED).count(),
                failure.get(),
                Tally.latencies(IntStream.range(0, arrivals.length)
                        .filter(at -> answers[at] != 0 && answers[at] != FAILED)
                        .mapToLong(at -> nanos[at])
                        .toArray()));
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }

    private IntStream all(byte answer) {
        return IntStream.range(0, answers.length).filter(at -> answers[at] == answer);
    }
}
