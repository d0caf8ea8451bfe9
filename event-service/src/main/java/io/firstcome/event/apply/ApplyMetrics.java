package io.firstcome.event.apply;

import io.firstcome.event.catalog.Event;
import io.firstcome.kit.count.Counted;
import io.firstcome.kit.count.SharedCounts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What became of applies. Always: {@code apply.requests = } the sum of {@code apply.answers} over its {@code answer} tag:
 * accepted, repeat, sold_out, refused (not open, closed, paused), invalid (malformed, unknown event), unavailable, shed (too many at once).
 * Per event and over all instances they are added up as {@link SharedCounts}, where those that the gateways tell from memory come to them.
 * {@code apply.batch} is the number of requests of one folded call; {@code apply.swept} counts claims the sweeper published.
 */
@Component
class ApplyMetrics {

    /** How an apply can end. */
    enum Answer {
        ACCEPTED,
        REPEAT,
        SOLD_OUT,
        REFUSED,
        INVALID,
        UNAVAILABLE,
        SHED
    }

    /** Of those whose event was not looked at; gateways count such under the same name. */
    private static final Counted SHED = new Counted("POST /api/event/apply", "OVERLOADED");

    private final SharedCounts counts;
    private final Counter requests;
    private final DistributionSummary batch;
    private final Counter swept;
    private final Map<Answer, Counter> answers = new EnumMap<>(Answer.class);

    ApplyMetrics(MeterRegistry registry, SharedCounts counts) {
        this.counts = counts;
        requests = registry.counter("apply.requests");
        batch = registry.summary("apply.batch");
        swept = registry.counter("apply.swept");
        for (Answer answer : Answer.values()) {
            answers.put(
                    answer,
                    registry.counter("apply.answers", "answer", answer.name().toLowerCase(Locale.ROOT)));
        }
    }

    void received(int size) {
        requests.increment(size);
        batch.record(size);
    }

    /** Counts an answer about no event. */
    void answered(Answer answer) {
        answers.get(answer).increment();
        if (answer == Answer.SHED) {
            counts.add(SHED, 1);
        }
    }

    /**
     * Counts answers about an event.
     *
     * @param code that they bore, or the name of the answer when they were no problem
     */
    void answered(Event event, Answer answer, String code, int times) {
        answers.get(answer).increment(times);
        counts.add(new Counted(event.tag(), code), times);
    }

    void swept(int claims) {
        swept.increment(claims);
    }
}
