package io.firstcome.gateway.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.firstcome.contracts.fold.EdgeSignals.EndedAnswers;
import io.firstcome.contracts.fold.FoldedAnswer.Edge;
import io.firstcome.gateway.answer.Answer;
import io.firstcome.kit.count.SharedCounts;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The answers that may be told to anyone for a while. They end by themselves, or early, by a signal that names their tag.
 *
 * <p>An answer is as old as the question, and as good as the state it was given by: one that was asked for before its tag was ended is not
 * kept, though it arrives after, nor is one by a service that has not heard of the change yet. To that end the last
 * end of each tag is kept, for longer than any question is under way.
 */
@Component
public final class EdgeAnswers {

    private static final int MAX_ANSWERS = 10_000;
    /** Folded calls are limited to less than that, see FoldProperties. */
    private static final Duration ENDS_REMEMBERED = Duration.ofMinutes(2);

    private final SharedCounts counts;
    private final LongSupplier nanoClock;
    private final Cache<EdgeKey, Kept> answers = Caffeine.newBuilder()
            .maximumSize(MAX_ANSWERS)
            .executor(Runnable::run)
            .build();
    private final Cache<String, End> ends;

    private record End(long at, long revision) {

        End and(End later) {
            return new End(later.at - at > 0 ? later.at : at, Math.max(revision, later.revision));
        }

        boolean isOf(Kept kept) {
            return at - kept.askedAt() >= 0 || kept.revision() < revision;
        }
    }

    @Autowired
    EdgeAnswers(SharedCounts counts) {
        this(counts, System::nanoTime);
    }

    EdgeAnswers(SharedCounts counts, LongSupplier nanoClock) {
        this.counts = counts;
        this.nanoClock = nanoClock;
        this.ends = Caffeine.newBuilder()
                .expireAfterWrite(ENDS_REMEMBERED)
                .ticker(nanoClock::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Returns the answer to the same question, when one is kept and may still be told; else null. Shortly before its time is over null is
     * returned now and then as well: whoever gets it asks for all, and the others do not all ask at once when it is over.
     */
    public Answer find(EdgeKey key) {
        Kept kept = answers.getIfPresent(key);
        Answer answer = kept == null ? null : kept.answerAt(nanoClock.getAsLong());
        if (answer != null) {
            counts.add(kept.counted(), 1);
        }
        return answer;
    }

    /**
     * Keeps an answer that has just arrived.
     *
     * @param askedAt {@link System#nanoTime} at which the question was sent
     */
    public void keep(EdgeKey key, Answer answer, Edge edge, long askedAt) {
        Kept kept = new Kept(answer, edge, askedAt);
        if (!key.isShort() || isEnded(kept)) {
            return;
        }
        Kept known = answers.getIfPresent(key);
        if (known != null && known.askedAt() - askedAt >= 0) {
            return;
        }
        answers.put(key, kept);
        // Again, after it can be seen: an end in between has either found it in the cache or is found here.
        if (isEnded(kept)) {
            answers.asMap().remove(key, kept);
        }
    }

    /** Ends the answers with a tag, those under way included, and those by earlier revisions that are still to come. */
    void end(EndedAnswers ended) {
        ends.asMap().merge(ended.tag(), new End(nanoClock.getAsLong(), ended.revision()), End::and);
        answers.asMap().values().removeIf(kept -> kept.tag().equals(ended.tag()));
    }

    private boolean isEnded(Kept kept) {
        End end = ends.getIfPresent(kept.tag());
        return end != null && end.isOf(kept);
    }
}
