package io.firstcome.gateway.edge;

import io.firstcome.contracts.fold.FoldedAnswer.Edge;
import io.firstcome.gateway.answer.Answer;
import io.firstcome.kit.count.Counted;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An answer kept for others. In the last quarter of its time one request in {@value #RENEWED_EVERY_MILLIS} ms is let through, so that a newer
 * answer has taken its place before it is over: when thousands ask every second, none of them has to wait for it.
 */
final class Kept {

    private static final int RENEWED_EVERY_MILLIS = 20;

    private final Answer answer;
    private final Counted counted;
    private final long revision;
    private final long askedAt;
    private final long until;
    private final AtomicLong renewAt;

    /** @param askedAt when the question was sent, in nanoseconds of the clock that {@link #answerAt} is asked by */
    Kept(Answer answer, Edge edge, long askedAt) {
        this.answer = answer;
        this.counted = new Counted(edge.tag(), answer.code());
        this.revision = edge.revision();
        this.askedAt = askedAt;
        long life = TimeUnit.MILLISECONDS.toNanos(edge.forMillis());
        this.until = askedAt + life;
        this.renewAt = new AtomicLong(askedAt + life / 4 * 3);
    }

    /** Returns the answer for somebody who asks now; null when it is over, or when this one is to ask for a newer one. */
    Answer answerAt(long now) {
        return until - now > 0 && !renews(now) ? answer : null;
    }

    private boolean renews(long now) {
        long due = renewAt.get();
        return now - due >= 0 && renewAt.compareAndSet(due, now + TimeUnit.MILLISECONDS.toNanos(RENEWED_EVERY_MILLIS));
    }

    String tag() {
        return counted.tag();
    }

    /** Returns what telling it is counted as: its tag, and the code of the answer. */
    Counted counted() {
        return counted;
    }

    long revision() {
        return revision;
    }

    long askedAt() {
        return askedAt;
    }
}
