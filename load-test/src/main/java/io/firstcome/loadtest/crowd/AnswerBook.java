package io.firstcome.loadtest.crowd;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Keeps every answer of a run, and counts them while they come. */
public final class AnswerBook {

    private final Collection<Heard> heard = new ConcurrentLinkedQueue<>();
    private final Map<Wave, Map<Kind, LongAdder>> counts = new EnumMap<>(Wave.class);

    public AnswerBook() {
        for (Wave wave : Wave.values()) {
            Map<Kind, LongAdder> kinds = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                kinds.put(kind, new LongAdder());
            }
            counts.put(wave, Collections.unmodifiableMap(kinds));
        }
    }

    void add(Heard answer) {
        heard.add(answer);
        counts.get(answer.wave()).get(answer.kind()).increment();
    }

    /** Returns how many answers of a kind a wave has had so far. */
    public long count(Wave wave, Kind kind) {
        return counts.get(wave).get(kind).sum();
    }

    /** Returns how many answers a wave has had so far; requests without an answer do not count. */
    public long answers(Wave wave) {
        return counts.get(wave).entrySet().stream()
                .filter(entry -> entry.getKey() != Kind.NO_ANSWER)
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    /** Returns all answers so far, in no particular order. */
    public List<Heard> all() {
        return List.copyOf(heard);
    }
}
