package io.firstcome.bench.scenario;

import io.firstcome.bench.probe.Processes;
import io.firstcome.bench.probe.Watch;
import io.firstcome.loadtest.blast.BlastResult;
import java.io.IOException;

/** A blast, and what it cost. */
record Shooting(BlastResult result, Cost cost) {

    @FunctionalInterface
    interface Blasting {
        BlastResult run() throws IOException;
    }

    static Shooting measure(Processes processes, Blasting blasting) throws IOException {
        var watch = Watch.begin(processes);
        var result = blasting.run();
        return new Shooting(result, Cost.of(watch.end(), result.cpu()));
    }

    Sample sample() {
        var sample = new Sample()
                .with(Figure.PER_SECOND, perSecond())
                .with(Figure.P50_MILLIS, result.latency().getValueAtPercentile(50) / 1e6)
                .with(Figure.P99_MILLIS, result.latency().getValueAtPercentile(99) / 1e6)
                .with(Figure.MAX_MILLIS, result.latency().getMaxValue() / 1e6)
                .with(Figure.UNANSWERED, result.failed())
                .with(Figure.CONNECT_FAILURES, result.connectFailures())
                .with(Figure.LAST_ANSWER_SECONDS, result.elapsed().toNanos() / 1e9);
        for (var status = 0; status < result.byStatus().length; status++) {
            if (result.byStatus()[status] > 0) {
                sample.answered(status, result.byStatus()[status]);
            }
        }
        cost.addTo(sample, result.answers());
        return sample;
    }

    double perSecond() {
        return result.elapsed().isZero()
                ? 0
                : result.answers() * 1e9 / result.elapsed().toNanos();
    }
}
