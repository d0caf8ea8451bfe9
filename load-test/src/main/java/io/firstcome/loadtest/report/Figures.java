package io.firstcome.loadtest.report;

import io.firstcome.loadtest.crowd.Heard;
import io.firstcome.loadtest.crowd.Kind;
import io.firstcome.loadtest.crowd.Opening;
import io.firstcome.loadtest.crowd.Wave;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Speed of the opening herd.
 *
 * @param answers        how many answers there were
 * @param span           from the first request to the last answer
 * @param request        from sending a request to its answer
 * @param sinceOpening   from the opening to a user's decision: what the herd feels, with all waiting and asking again in it
 */
public record Figures(long answers, Duration span, Latency request, Latency sinceOpening) {

    private static final int DIGITS = 3;

    /** Percentiles of a time. */
    public record Latency(Duration p50, Duration p95, Duration p99, Duration max) {

        private static Latency of(Histogram micros) {
            return new Latency(
                    at(micros, 50), at(micros, 95), at(micros, 99), Duration.ofNanos(micros.getMaxValue() * 1000));
        }

        private static Duration at(Histogram micros, double percentile) {
            return Duration.ofNanos(micros.getValueAtPercentile(percentile) * 1000);
        }
    }

    /** Returns the figures of all answers of the herd's wave. */
    public static Figures of(List<Heard> heard, Opening opening) {
        Histogram request = new Histogram(DIGITS);
        Histogram sinceOpening = new Histogram(DIGITS);
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Heard answer : heard) {
            if (answer.wave() != Wave.HERD || answer.kind() == Kind.NO_ANSWER) {
                continue;
            }
            long sent = answer.timing().sentNanos();
            long answered = answer.timing().answeredNanos();
            first = Math.min(first, sent - opening.nanos());
            last = Math.max(last, answered - opening.nanos());
            request.recordValue(Math.max(0, (answered - sent) / 1000));
            if (answer.kind().decides()) {
                sinceOpening.recordValue(Math.max(0, (answered - opening.nanos()) / 1000));
            }
        }
        Duration span = request.getTotalCount() == 0 ? Duration.ZERO : Duration.ofNanos(last - first);
        return new Figures(request.getTotalCount(), span, Latency.of(request), Latency.of(sinceOpening));
    }

    /** Returns the answers per second; 0 when there were none. */
    public long perSecond() {
        return span.isZero() ? 0 : Math.round(answers * 1e9 / span.toNanos());
    }
}
