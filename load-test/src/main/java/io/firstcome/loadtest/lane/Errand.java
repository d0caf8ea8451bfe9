package io.firstcome.loadtest.lane;

import io.firstcome.loadtest.http.Answer;
import io.firstcome.loadtest.http.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One thing to ask, at its time, over whichever lane is free. The errand itself judges the answer and says whether, and
 * after how long, to ask again: retries, polling and the opening of the herd are all the same queue. One thread at a time
 * works on an errand, so it may keep state.
 */
public abstract class Errand implements Delayed {

    private static final AtomicLong NUMBERS = new AtomicLong();

    /** Errands that are due at one moment go in the order of their making. */
    private final long number = NUMBERS.getAndIncrement();

    private long dueNanos;

    /** Takes the moment before which it must not be asked, by {@link System#nanoTime}. */
    protected Errand(long dueNanos) {
        this.dueNanos = dueNanos;
    }

    /** Returns what to ask now. */
    protected abstract Request request();

    /** Takes the answer; returns after how long to ask again, or empty when the errand is done. */
    protected abstract Optional<Duration> answered(Answer answer, Timing timing);

    /** Takes the reason why there was no complete answer; returns as {@link #answered} does. */
    protected abstract Optional<Duration> unanswered(IOException cause, Timing timing);

    final void postpone(Duration wait) {
        dueNanos = System.nanoTime() + wait.toNanos();
    }

    @Override
    public final long getDelay(TimeUnit unit) {
        return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public final int compareTo(Delayed other) {
        Errand that = (Errand) other;
        // By difference, as nanoTime may overflow.
        long later = dueNanos - that.dueNanos;
        return later == 0 ? Long.compare(number, that.number) : Long.signum(later);
    }
}
