package io.firstcome.event.apply;

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

    private final Counter requests;
    private final DistributionSummary batch;
    private final Counter swept;
    private final Map<Answer, Counter> answers = new EnumMap<>(Answer.class);

    ApplyMetrics(MeterRegistry registry) {
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

    void answered(Answer answer) {
        answers.get(answer).increment();
    }

    void swept(int claims) {
        swept.increment(claims);
    }
}
