package io.firstcome.bench.report;

import io.firstcome.bench.scenario.Figure;
import io.firstcome.bench.scenario.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** The figures that are to be reached, held against what was measured. Medians count, except where it says all rounds. */
final class Goals {
    private static final double LEAST_ACCEPTED = 12_000;
    private static final double ACCEPTED_TO_ROUTING = 2.2;
    private static final double SOLD_OUT_TO_CONSTANT = 0.8;
    private static final double STATUS_TO_ROUTING = 2;
    private static final double EVEN = 0.10;

    private final Results results;
    private final Table table = new Table("figure to reach", "at least", "measured", "");

    private Goals(Results results) {
        this.results = results;
    }

    /** A row per figure whose scenarios were run. */
    static Table table(Results results, int stampede) {
        var goals = new Goals(results);
        goals.accepted();
        goals.ratios();
        goals.lone();
        goals.stampede(stampede);
        goals.even("events", Names.EVENTS);
        goals.even("claims of one event", Names.CLAIMS);
        goals.invariants();
        return goals.table;
    }

    private void accepted() {
        atLeast(
                "accepted, against plain routing",
                "%.1f ×",
                ACCEPTED_TO_ROUTING,
                results.ratio(Names.ACCEPTED, Names.ROUTING));
        atLeast("accepted, answers/s", "%,.0f", LEAST_ACCEPTED, results.median(Names.ACCEPTED, Figure.PER_SECOND));
        atLeast("settled when the load ends", "%.0f %%", 95, results.median(Names.ACCEPTED, Figure.SETTLED_PERCENT));
        atMost("all settled after", "%.1f s", 2, results.median(Names.ACCEPTED, Figure.SETTLED_SECONDS));
        atMost("Redis memory per claim", "%.0f bytes", 100, results.median(Names.ACCEPTED, Figure.REDIS_BYTES));
    }

    private void ratios() {
        atLeast(
                "sold out, against the constant",
                "%.2f ×",
                SOLD_OUT_TO_CONSTANT,
                results.ratio(Names.SOLD_OUT, Names.CONSTANT));
        atLeast(
                "status, against plain routing",
                "%.1f ×",
                STATUS_TO_ROUTING,
                results.ratio(Names.STATUS, Names.ROUTING));
    }

    private void lone() {
        atMost("a lone request, p50", "%.1f ms", 10, results.median(Names.LONE, Figure.P50_MILLIS));
        atMost("a lone request, p99", "%.1f ms", 30, results.median(Names.LONE, Figure.P99_MILLIS));
    }

    private void stampede(int connections) {
        var who = "%,d connections at one moment: ".formatted(connections);
        worst(Figure.UNANSWERED, spread -> spread.max() == 0, who + "unanswered", "0, all rounds");
        worst(Figure.CONNECT_FAILURES, spread -> spread.max() == 0, who + "failed to connect", "0, all rounds");
        worst(
                Figure.WINNERS,
                spread -> spread.min() == Names.UNITS && spread.max() == Names.UNITS,
                who + "winners",
                "exactly " + Names.UNITS + ", all rounds");
        atMost(who + "last answer", "%.2f s", 3, results.median(Names.STAMPEDE, Figure.LAST_ANSWER_SECONDS));
    }

    private void worst(Figure figure, Predicate<Spread> reached, String what, String wanted) {
        results.spread(Names.STAMPEDE, figure)
                .ifPresent(spread -> row(what, wanted, spread.text(), reached.test(spread)));
    }

    /** Throughput at every level against the first one. */
    private void even(String what, String prefix) {
        List<String> levels = results.scenarios().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
        List<Double> rates = new ArrayList<>();
        levels.forEach(level -> results.median(level, Figure.PER_SECOND).ifPresent(rates::add));
        if (rates.size() > 1) {
            var least = rates.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            var first = rates.getFirst();
            row(
                    what + ", " + levels.getFirst().substring(prefix.length()) + " → "
                            + levels.getLast().substring(prefix.length()),
                    "throughput within %.0f %%".formatted(100 * EVEN),
                    "%+.0f %%".formatted(100 * (least / first - 1)),
                    least >= first * (1 - EVEN));
        }
    }

    private void invariants() {
        var checked = results.scenarios().stream()
                .map(results::verdict)
                .filter(verdict -> !verdict.isEmpty())
                .toList();
        if (!checked.isEmpty()) {
            var good = results.violations().isEmpty();
            row(
                    "invariants",
                    "all OK in every run",
                    good ? "OK" : results.violations().size() + " violated",
                    good);
        }
    }

    private void atLeast(String what, String format, double wanted, OptionalDouble measured) {
        measured.ifPresent(value -> row(what, format.formatted(wanted), format.formatted(value), value >= wanted));
    }

    private void atMost(String what, String format, double wanted, OptionalDouble measured) {
        measured.ifPresent(
                value -> row(what, "at most " + format.formatted(wanted), format.formatted(value), value <= wanted));
    }

    private void row(String what, String wanted, String measured, boolean reached) {
        table.row(what, wanted, measured, reached ? "reached" : "missed");
    }
}
