package io.firstcome.loadtest.watch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/** A sample of the live stream, as far as it is drawn here; see the suite's GET /api/admin/event/live. What is not known is null. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Look(
        long at,
        Map<String, Long> answers,
        Map<String, Long> door,
        Long quantity,
        Long remaining,
        Long published,
        Long settled,
        Long mailed) {

    /** Returns how many applies were answered so far. */
    long applies() {
        return sum(answers) + sum(door);
    }

    /** Returns how many answers of a name there were so far. */
    long answered(String name) {
        return answers == null ? 0 : answers.getOrDefault(name, 0L);
    }

    private static long sum(Map<String, Long> counts) {
        return counts == null
                ? 0
                : counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
