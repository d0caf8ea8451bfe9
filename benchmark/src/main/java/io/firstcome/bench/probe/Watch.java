package io.firstcome.bench.probe;

import java.time.Duration;
import java.util.Map;

/** Looks at the processor time of all processes from a moment on. */
public final class Watch {
    private final Processes processes;
    private final Map<String, Duration> before;
    private final Duration machineBefore;
    private final long startNanos = System.nanoTime();

    private Watch(Processes processes) {
        this.processes = processes;
        this.before = processes.cpu();
        this.machineBefore = Proc.machineCpu();
    }

    /** Begins now. */
    public static Watch begin(Processes processes) {
        return new Watch(processes);
    }

    /**
     * What was used.
     *
     * @param cpu by each process
     * @param othersPercent what processes that are not ours took of all that the machine's processors could have given
     */
    public record Usage(Map<String, Duration> cpu, double othersPercent) {}

    /** Ends now. */
    public Usage end() {
        var used = Processes.between(before, processes.cpu());
        var ours = used.values().stream().reduce(Duration.ZERO, Duration::plus);
        var others = Proc.machineCpu().minus(machineBefore).minus(ours);
        var possible = (System.nanoTime() - startNanos) * Runtime.getRuntime().availableProcessors();
        return new Usage(used, Math.clamp(100.0 * others.toNanos() / possible, 0, 100));
    }
}
