package io.firstcome.bench.scenario;

import io.firstcome.bench.probe.Processes;
import io.firstcome.loadtest.blast.BlastResult;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A blast, and the processor time that everybody used meanwhile.
 *
 * @param cpu by process; the generator's thread, and what is left of this process, are two of them
 */
record Shooting(BlastResult result, Map<String, Duration> cpu) {
    static final String GENERATOR = "generator";

    @FunctionalInterface
    interface Blasting {
        BlastResult run() throws IOException;
    }

    static Shooting measure(Processes processes, Blasting blasting) throws IOException {
        var before = processes.cpu();
        var result = blasting.run();
        var used = Processes.between(before, processes.cpu());
        return new Shooting(result, apart(used, result.cpu()));
    }

    /** The mailbox is in this process too, and everything else of the benchmark; it must not be taken for the generator. */
    private static Map<String, Duration> apart(Map<String, Duration> used, Duration generator) {
        var cpu = new LinkedHashMap<>(used);
        cpu.computeIfPresent(
                Processes.THIS,
                (name, all) -> all.minus(generator).isNegative() ? Duration.ZERO : all.minus(generator));
        cpu.put(GENERATOR, generator);
        return cpu;
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
        var total = cpu.values().stream().mapToLong(Duration::toNanos).sum();
        if (total > 0) {
            sample.with(Figure.GENERATOR_PERCENT, 100.0 * cpu.get(GENERATOR).toNanos() / total);
        }
        if (result.answers() > 0) {
            cpu.forEach((process, time) -> sample.used(process, time.toNanos() / 1e3 / result.answers()));
        }
        return sample;
    }

    double perSecond() {
        return result.elapsed().isZero()
                ? 0
                : result.answers() * 1e9 / result.elapsed().toNanos();
    }
}
