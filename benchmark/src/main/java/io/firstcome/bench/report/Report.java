package io.firstcome.bench.report;

import io.firstcome.bench.scenario.Figure;
import io.firstcome.bench.scenario.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All that is told of a run, for the terminal and for the document. */
public final class Report {
    private static final List<Figure> AFTERMATH = List.of(
            Figure.SETTLED_PERCENT,
            Figure.SETTLED_SECONDS,
            Figure.SETTLING_NOTIFICATION_MICROS,
            Figure.SETTLING_DATABASE_MICROS,
            Figure.MAILS_SENT,
            Figure.MAILS_PER_SECOND,
            Figure.REDIS_BYTES);
    private static final List<Figure> MOMENT =
            List.of(Figure.LAST_ANSWER_SECONDS, Figure.UNANSWERED, Figure.CONNECT_FAILURES, Figure.WINNERS);
    private static final double WORTH_TELLING_MICROS = 0.05;
    private static final double MEGABYTE = 1024 * 1024;

    private final Results results;
    private final List<String> facts;
    private final int stampede;

    /**
     * @param facts lines about where and how it was measured
     * @param stampede how many connections came at one moment
     */
    public Report(Results results, List<String> facts, int stampede) {
        this.results = results;
        this.facts = List.copyOf(facts);
        this.stampede = stampede;
    }

    private record Part(String title, Table table) {}

    private List<Part> parts() {
        return List.of(
                        new Part("Answers", answers()),
                        new Part("Accepted, when the load ends and after", single(Names.ACCEPTED, AFTERMATH)),
                        new Part("%,d connections at one moment".formatted(stampede), single(Names.STAMPEDE, MOMENT)),
                        new Part("Processor time per answer, µs", cpu()),
                        new Part("Memory at the end, MB", memory()),
                        new Part("Figures to reach", Goals.table(results, stampede)))
                .stream()
                .filter(part -> !part.table().isEmpty())
                .toList();
    }

    /** For the terminal. */
    public String text() {
        return render(
                fact -> "  " + fact + "\n",
                title -> "\n" + title + "\n",
                Table::text,
                violation -> "  VIOLATED " + violation + "\n");
    }

    /** For the document, below a heading of the second level. */
    public String markdown() {
        return render(
                fact -> "- " + fact + "\n",
                title -> "\n### " + title + "\n",
                Table::markdown,
                violation -> "- **VIOLATED** " + violation + "\n");
    }

    private String render(
            Function<String, String> fact,
            Function<String, String> title,
            Function<Table, String> table,
            Function<String, String> violation) {
        var text = new StringBuilder();
        facts.forEach(line -> text.append(fact.apply(line)));
        for (var part : parts()) {
            text.append(title.apply(part.title())).append(table.apply(part.table()));
        }
        if (!results.violations().isEmpty()) {
            text.append(title.apply("Violations"));
            results.violations().forEach(line -> text.append(violation.apply(line)));
        }
        return text.toString();
    }

    private Table answers() {
        var table = new Table(
                "load",
                Figure.PER_SECOND.label(),
                "× routing",
                "× constant",
                Figure.P50_MILLIS.label(),
                Figure.P99_MILLIS.label(),
                Figure.MAX_MILLIS.label(),
                Figure.GENERATOR_PERCENT.label(),
                Figure.OTHERS_PERCENT.label(),
                "by status",
                "invariants");
        for (var name : results.scenarios()) {
            table.row(
                    name,
                    spread(name, Figure.PER_SECOND),
                    ratio(name, Names.ROUTING),
                    ratio(name, Names.CONSTANT),
                    spread(name, Figure.P50_MILLIS),
                    spread(name, Figure.P99_MILLIS),
                    spread(name, Figure.MAX_MILLIS),
                    spread(name, Figure.GENERATOR_PERCENT),
                    spread(name, Figure.OTHERS_PERCENT),
                    results.statuses(name),
                    results.verdict(name));
        }
        return table;
    }

    private String spread(String scenario, Figure figure) {
        return results.spread(scenario, figure).map(Spread::text).orElse("");
    }

    /** A lone user is slow on purpose. */
    private String ratio(String scenario, String floor) {
        var ratio = results.ratio(scenario, floor);
        return scenario.equals(Names.LONE) || ratio.isEmpty() ? "" : "%.2f".formatted(ratio.getAsDouble());
    }

    private Table single(String scenario, List<Figure> figures) {
        var table = new Table("figure", "measured");
        for (var figure : figures) {
            results.spread(scenario, figure).ifPresent(spread -> table.row(figure.label(), spread.text()));
        }
        return table;
    }

    /** A column per process that used anything worth telling. */
    private Table cpu() {
        var processes = processes();
        var head = new ArrayList<>(List.of("load"));
        head.addAll(processes);
        head.add("all");
        var table = new Table(head);
        for (var name : results.scenarios()) {
            var micros = results.cpuMicros(name);
            var row = new ArrayList<>(List.of(name));
            processes.forEach(process -> row.add("%.1f".formatted(micros.getOrDefault(process, 0.0))));
            row.add("%.1f"
                    .formatted(micros.values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum()));
            table.row(row);
        }
        return table;
    }

    private List<String> processes() {
        Map<String, Double> most = new LinkedHashMap<>();
        for (var name : results.scenarios()) {
            results.cpuMicros(name).forEach((process, micros) -> most.merge(process, micros, Math::max));
        }
        most.values().removeIf(micros -> micros < WORTH_TELLING_MICROS);
        return List.copyOf(most.keySet());
    }

    private Table memory() {
        var table = new Table("process", "resident", "Java heap in use");
        for (var one : results.memory()) {
            table.row(
                    one.name(),
                    "%,.0f".formatted(one.resident() / MEGABYTE),
                    one.heapUsed().isPresent()
                            ? "%,.0f".formatted(one.heapUsed().getAsLong() / MEGABYTE)
                            : "");
        }
        return table;
    }
}
