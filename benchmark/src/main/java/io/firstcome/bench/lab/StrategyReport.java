package io.firstcome.bench.lab;

import io.firstcome.bench.lab.way.Strategy;
import io.firstcome.bench.report.Spread;
import io.firstcome.bench.report.Table;
import java.util.List;
import java.util.Optional;

/** All that is told of the scores, for the terminal and for the document. */
final class StrategyReport {

    private final List<Score> scores;
    private final List<String> facts;

    /**
     * Takes what was measured.
     *
     * @param facts lines about where and how
     */
    StrategyReport(List<Score> scores, List<String> facts) {
        this.scores = List.copyOf(scores);
        this.facts = List.copyOf(facts);
    }

    /** For the terminal. */
    String text() {
        return render("  ", table().text());
    }

    /** For the document. */
    String markdown() {
        return render("- ", table().markdown());
    }

    private String render(String item, String table) {
        var text = new StringBuilder();
        facts.forEach(fact -> text.append(item).append(fact).append('\n'));
        text.append('\n').append(table).append('\n');
        scores.forEach(score -> text.append(item)
                .append(score.strategy().title())
                .append(": ")
                .append(score.strategy().remark())
                .append(score.failure()
                        .map(first -> " (first failure: " + first + ")")
                        .orElse(""))
                .append('\n'));
        text.append('\n').append(verdict());
        return text.toString();
    }

    private String verdict() {
        List<Score> broken = broken();
        if (broken.isEmpty()) {
            return "Whatever is called safe kept its promises: OK\n";
        }
        var text = new StringBuilder();
        broken.forEach(score -> text.append("VIOLATED by %s: oversold %d, given twice %d, missing %d%n"
                .formatted(
                        score.strategy().title(),
                        score.sum(Round::oversold),
                        score.sum(Round::givenTwice),
                        score.sum(Round::missing))));
        return text.toString();
    }

    /** Those that are called safe and are not. */
    List<Score> broken() {
        return scores.stream().filter(Score::brokePromise).toList();
    }

    private Table table() {
        var table = new Table(
                "strategy",
                "safe",
                "requests/s",
                "ratio",
                "p50 ms",
                "p99 ms",
                "oversold",
                "given twice",
                "missing",
                "failed");
        Optional<Double> yardstick = scores.stream()
                .filter(score -> score.strategy() == Strategy.YARDSTICK)
                .map(Score::perSecond)
                .findFirst();
        for (Score score : scores) {
            table.row(
                    score.strategy().title(),
                    score.strategy().safe() ? "yes" : "NO",
                    score.spread(Round::perSecond).text(),
                    yardstick
                            .map(base -> Spread.number(score.perSecond() / base))
                            .orElse("-"),
                    Spread.number(score.spread(Round::p50).median()),
                    Spread.number(score.spread(Round::p99).median()),
                    count(score.sum(Round::oversold)),
                    count(score.sum(Round::givenTwice)),
                    count(score.sum(Round::missing)),
                    count(score.sum(Round::failed)));
        }
        return table;
    }

    private static String count(long faults) {
        return "%,d".formatted(faults);
    }
}
