package io.firstcome.bench.scenario;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one run of a scenario showed. */
public final class Sample {
    private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    private final SortedMap<Integer, Long> statuses = new TreeMap<>();
    private final Map<String, Double> cpuMicros = new LinkedHashMap<>();
    private final List<String> violations = new ArrayList<>();
    private boolean checked;

    /** Adds a figure. */
    public Sample with(Figure figure, double value) {
        figures.put(figure, value);
        return this;
    }

    /** Counts answers of a status. */
    public Sample answered(int status, long count) {
        statuses.merge(status, count, Long::sum);
        return this;
    }

    /** Adds the processor time of a process, per answer. */
    public Sample used(String process, double microsPerAnswer) {
        cpuMicros.put(process, microsPerAnswer);
        return this;
    }

    /** The invariants were checked. @param found what violates them, a line each; empty is good */
    public Sample checked(List<String> found) {
        checked = true;
        violations.addAll(found);
        return this;
    }

    public Map<Figure, Double> figures() {
        return figures;
    }

    /** Answers by status. */
    public SortedMap<Integer, Long> statuses() {
        return statuses;
    }

    /** Processor time per answer in microseconds, by process. */
    public Map<String, Double> cpuMicros() {
        return cpuMicros;
    }

    /** Whether the invariants were looked at. */
    public boolean isChecked() {
        return checked;
    }

    /** What violates the invariants, a line each. */
    public List<String> violations() {
        return violations;
    }

    /** The run on one line, for whoever waits. */
    public String brief() {
        var text = new StringBuilder("%,9.0f/s  p50 %.1f ms  p99 %.1f ms"
                .formatted(
                        figures.getOrDefault(Figure.PER_SECOND, 0.0),
                        figures.getOrDefault(Figure.P50_MILLIS, 0.0),
                        figures.getOrDefault(Figure.P99_MILLIS, 0.0)));
        statuses.forEach((status, count) -> text.append("  %d: %,d".formatted(status, count)));
        if (checked) {
            text.append(violations.isEmpty() ? "  invariants OK" : "  VIOLATED: " + violations.getFirst());
        }
        return text.toString();
    }
}
