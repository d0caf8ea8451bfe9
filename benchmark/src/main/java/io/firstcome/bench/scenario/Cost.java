package io.firstcome.bench.scenario;

import io.firstcome.bench.probe.Processes;
import io.firstcome.bench.probe.Watch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The processor time that a load cost.
 *
 * @param cpu by process; the generator's thread, and what is left of this process, are two of them
 * @param othersPercent of the machine's processors, taken by processes that have nothing to do with the load
 */
record Cost(Map<String, Duration> cpu, double othersPercent) {
    static final String GENERATOR = "generator";

    /**
     * Tells the generator apart: the mailbox is in this process too, and must not be taken for it.
     *
     * @param generator what its thread used
     */
    static Cost of(Watch.Usage usage, Duration generator) {
        var cpu = new LinkedHashMap<>(usage.cpu());
        cpu.computeIfPresent(
                Processes.THIS, (name, all) -> all.compareTo(generator) > 0 ? all.minus(generator) : Duration.ZERO);
        cpu.put(GENERATOR, generator);
        return new Cost(cpu, usage.othersPercent());
    }

    /** Adds what it is told by. */
    void addTo(Sample sample, long answers) {
        sample.with(Figure.OTHERS_PERCENT, othersPercent);
        var all = cpu.values().stream().mapToLong(Duration::toNanos).sum();
        if (all > 0) {
            sample.with(Figure.GENERATOR_PERCENT, 100.0 * cpu.get(GENERATOR).toNanos() / all);
        }
        if (answers > 0) {
            cpu.forEach((process, time) -> sample.used(process, time.toNanos() / 1e3 / answers));
        }
    }
}
