package io.firstcome.loadtest;

import io.firstcome.loadtest.check.Verdict;
import io.firstcome.loadtest.crowd.Kind;
import io.firstcome.loadtest.crowd.Wave;
import io.firstcome.loadtest.report.Course;
import io.firstcome.loadtest.report.Figures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a rehearsal found.
 *
 * @param eventId  the event that was made for it
 * @param answers  how many answers of each kind each wave got
 * @param figures  throughput and latencies of the opening herd
 * @param settling when, after the opening, all was done
 * @param silences why requests got no answer, and how often each; most are asked again
 * @param verdicts the invariants, in the order of docs/architecture.md
 * @param undone   what was not brought to its end in time, a line each; empty when everything was
 * @param course   what happened when
 */
public record HerdResult(
        long eventId,
        Map<Wave, Map<Kind, Long>> answers,
        Figures figures,
        Settling settling,
        Map<String, Long> silences,
        List<Verdict> verdicts,
        List<String> undone,
        Course course) {

    /**
     * When all was done, counted from the opening.
     *
     * @param lastSettled when the last claim became a row, by the suite's clock; empty when there is none
     * @param lastMailed  when no mail was pending any more, as seen by polling or, where it was followed, by the live stream; empty when that was not seen
     */
    public record Settling(Optional<Duration> lastSettled, Optional<Duration> lastMailed) {}

    /** Returns whether every invariant holds and everything was brought to its end. */
    public boolean ok() {
        return undone.isEmpty() && verdicts.stream().allMatch(Verdict::ok);
    }

    /** Returns how many answers of a kind a wave got. */
    public long count(Wave wave, Kind kind) {
        return answers.get(wave).get(kind);
    }

    /** Returns the exit status of the command: 0 when all is well, otherwise 1. */
    public int exitStatus() {
        return ok() ? 0 : 1;
    }
}
