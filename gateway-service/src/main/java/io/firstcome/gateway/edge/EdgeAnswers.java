package io.firstcome.gateway.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.firstcome.contracts.fold.FoldedAnswer.Edge;
import io.firstcome.gateway.answer.Answer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The answers that may be told to anyone for a while. They end by themselves, or early, by a signal that names their tag.
 *
 * <p>An answer is as old as the question: one that was asked for before its tag was ended is not kept, though it arrives
 * after. To that end the time of the last end of each tag is kept, for longer than any question is under way.
 */
@Component
public final class EdgeAnswers {

    private static final int MAX_ANSWERS = 10_000;
    /** Folded calls are limited to less than that, see FoldProperties. */
    private static final Duration ENDS_REMEMBERED = Duration.ofMinutes(2);

    private final LongSupplier nanoClock;
    private final Cache<EdgeKey, Kept> answers = Caffeine.newBuilder()
            .maximumSize(MAX_ANSWERS)
            .executor(Runnable::run)
            .build();
    private final Cache<String, Long> endedAt;

    private record Kept(Answer answer, String tag, long askedAt, long until) {}

    @Autowired
    EdgeAnswers() {
        this(System::nanoTime);
    }

    EdgeAnswers(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.endedAt = Caffeine.newBuilder()
                .expireAfterWrite(ENDS_REMEMBERED)
                .ticker(nanoClock::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Returns the answer to the same question, when one is kept and may still be told; else null. */
    public Answer find(EdgeKey key) {
        Kept kept = answers.getIfPresent(key);
        return kept != null && kept.until - nanoClock.getAsLong() > 0 ? kept.answer : null;
    }

    /**
     * Keeps an answer that has just arrived.
     *
     * @param askedAt {@link System#nanoTime} at which the question was sent
     */
    public void keep(EdgeKey key, Answer answer, Edge edge, long askedAt) {
        if (!key.isShort() || endedSince(edge.tag(), askedAt)) {
            return;
        }
        Kept known = answers.getIfPresent(key);
        if (known != null && known.askedAt - askedAt >= 0) {
            return;
        }
        long until = nanoClock.getAsLong() + TimeUnit.MILLISECONDS.toNanos(edge.forMillis());
        Kept kept = new Kept(answer, edge.tag(), askedAt, until);
        answers.put(key, kept);
        // Again, after it can be seen: an end in between has either found it in the cache or is found here.
        if (endedSince(edge.tag(), askedAt)) {
            answers.asMap().remove(key, kept);
        }
    }

    /** Ends the answers with this tag, those under way included. */
    void end(String tag) {
        endedAt.put(tag, nanoClock.getAsLong());
        answers.asMap().values().removeIf(kept -> kept.tag.equals(tag));
    }

    private boolean endedSince(String tag, long askedAt) {
        Long ended = endedAt.getIfPresent(tag);
        return ended != null && ended - askedAt >= 0;
    }
}
