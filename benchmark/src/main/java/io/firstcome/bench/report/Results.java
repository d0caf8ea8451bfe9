package io.firstcome.bench.report;

import io.firstcome.bench.probe.Memory;
import io.firstcome.bench.scenario.Figure;
import io.firstcome.bench.scenario.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What all rounds of all scenarios showed. */
public final class Results {
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();
    private List<Memory> memory = List.of();

    /** Adds a run of a scenario. */
    public void add(String scenario, Sample sample) {
        samples.computeIfAbsent(scenario, any -> new ArrayList<>()).add(sample);
    }

    /** Sets what each process had in memory at the end. */
    public void memory(List<Memory> atTheEnd) {
        memory = List.copyOf(atTheEnd);
    }

    public List<Memory> memory() {
        return memory;
    }

    /** The scenarios that were run, in that order. */
    public List<String> scenarios() {
        return List.copyOf(samples.keySet());
    }

    /** A figure of a scenario over its rounds; empty when it was not measured. */
    public Optional<Spread> spread(String scenario, Figure figure) {
        var values = samples.getOrDefault(scenario, List.of()).stream()
                .flatMap(sample -> Optional.ofNullable(sample.figures().get(figure)).stream())
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** The median of a figure; empty when it was not measured. */
    public OptionalDouble median(String scenario, Figure figure) {
        var spread = spread(scenario, figure);
        return spread.isPresent() ? OptionalDouble.of(spread.get().median()) : OptionalDouble.empty();
    }

    /** The medians of two scenarios' answers per second, divided; empty when one of them was not run. */
    public OptionalDouble ratio(String scenario, String floor) {
        var ours = median(scenario, Figure.PER_SECOND);
        var theirs = median(floor, Figure.PER_SECOND);
        return ours.isPresent() && theirs.isPresent() && theirs.getAsDouble() > 0
                ? OptionalDouble.of(ours.getAsDouble() / theirs.getAsDouble())
                : OptionalDouble.empty();
    }

    /** Median of the processor time per answer in microseconds, by process. */
    public Map<String, Double> cpuMicros(String scenario) {
        Map<String, List<Double>> byProcess = new LinkedHashMap<>();
        for (var sample : samples.getOrDefault(scenario, List.of())) {
            sample.cpuMicros()
                    .forEach((process, micros) -> byProcess
                            .computeIfAbsent(process, any -> new ArrayList<>())
                            .add(micros));
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        byProcess.forEach((process, all) -> medians.put(process, Spread.of(all).median()));
        return medians;
    }

    /** Answers of all rounds by status, such as {@code 202: 1,234 · 503: 5}. */
    public String statuses(String scenario) {
        var all = new TreeMap<Integer, Long>();
        for (var sample : samples.getOrDefault(scenario, List.of())) {
            sample.statuses().forEach((status, count) -> all.merge(status, count, Long::sum));
        }
        return all.entrySet().stream()
                .map(entry -> "%d: %,d".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" · "));
    }

    /** OK or VIOLATED; empty when there was nothing to check. */
    public String verdict(String scenario) {
        var checked = samples.getOrDefault(scenario, List.of()).stream()
                .filter(Sample::isChecked)
                .toList();
        if (checked.isEmpty()) {
            return "";
        }
        return checked.stream().allMatch(sample -> sample.violations().isEmpty()) ? "OK" : "VIOLATED";
    }

    /** What violates the invariants, a line each; empty is good. */
    public List<String> violations() {
        return samples.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .flatMap(sample -> sample.violations().stream())
                        .map(line -> entry.getKey() + ": " + line))
                .distinct()
                .toList();
    }
}
