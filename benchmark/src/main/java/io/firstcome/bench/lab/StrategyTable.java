package io.firstcome.bench.lab;

import io.firstcome.bench.lab.way.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The scores as a table, for the terminal and as Markdown. */
final class StrategyTable {

    private static final List<String> HEAD = List.of(
            "strategy",
            "safe",
            "requests/s",
            "(min-max)",
            "ratio",
            "p50 ms",
            "p99 ms",
            "oversold",
            "given twice",
            "missing",
            "failed");

    private final List<Score> scores;

    StrategyTable(List<Score> scores) {
        this.scores = scores;
    }

    /** Columns in line, then the remarks. */
    String text() {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        scores.forEach(score -> rows.add(cells(score)));
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        var text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(IntStream.range(0, HEAD.size())
                            .mapToObj(column -> padded(row.get(column), widths[column], column < 2))
                            .collect(Collectors.joining("  "))
                            .stripTrailing())
                    .append('\n');
        }
        text.append("\nratio: to \"").append(Strategy.YARDSTICK.title()).append("\"; ");
        text.append("given twice: grants of a unit, or to a user, that had been granted before\n\nwhy\n");
        for (Score score : scores) {
            text.append("  ")
                    .append(score.strategy().title())
                    .append(": ")
                    .append(remark(score))
                    .append('\n');
        }
        return text.toString();
    }

    /** A table with the remarks in its last column. */
    String markdown() {
        var text = new StringBuilder("| " + String.join(" | ", HEAD) + " | why |\n");
        text.append("|---|---|").append("---:|".repeat(HEAD.size() - 2)).append("---|\n");
        for (Score score : scores) {
            text.append("| ")
                    .append(String.join(" | ", cells(score)))
                    .append(" | ")
                    .append(remark(score))
                    .append(" |\n");
        }
        return text.toString();
    }

    /** One line per safe strategy that did what none may. */
    List<String> brokenPromises() {
        return scores.stream()
                .filter(Score::brokePromise)
                .map(score -> "VIOLATED by %s: oversold %d, given twice %d, missing %d"
                        .formatted(
                                score.strategy().title(),
                                score.sum(Round::oversold),
                                score.sum(Round::givenTwice),
                                score.sum(Round::missing)))
                .toList();
    }

    private List<String> cells(Score score) {
        return List.of(
                score.strategy().title(),
                score.strategy().safe() ? "yes" : "NO",
                "%,.0f".formatted(score.perSecond()),
                "(%,.0f-%,.0f)".formatted(score.slowest(), score.fastest()),
                yardstick()
                        .map(base -> "%.1f".formatted(score.perSecond() / base))
                        .orElse("-"),
                "%.1f".formatted(score.median(Round::p50)),
                "%.1f".formatted(score.median(Round::p99)),
                "%,d".formatted(score.sum(Round::oversold)),
                "%,d".formatted(score.sum(Round::givenTwice)),
                "%,d".formatted(score.sum(Round::missing)),
                "%,d".formatted(score.sum(Round::failed)));
    }

    private Optional<Double> yardstick() {
        return scores.stream()
                .filter(score -> score.strategy() == Strategy.YARDSTICK)
                .map(Score::perSecond)
                .findFirst();
    }

    private static String remark(Score score) {
        return score.strategy().remark()
                + score.failure().map(first -> "; first failure: " + first).orElse("");
    }

    private static String padded(String cell, int width, boolean left) {
        return left ? cell + " ".repeat(width - cell.length()) : " ".repeat(width - cell.length()) + cell;
    }
}
