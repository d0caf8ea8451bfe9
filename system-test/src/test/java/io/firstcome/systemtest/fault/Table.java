package io.firstcome.systemtest.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** The outcomes of all faults, as Markdown. */
final class Table {

    private static final String ROW =
            "| %-38s | %6s | %6s | %7s | %6s | %8s | %5s | %4s | %7s | %6s | %14s | %12s | %9s |%n";

    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();

    void add(Outcome outcome) {
        outcomes.add(outcome);
        System.out.printf(
                "%s, seed %d: %s%n", outcome.scene().fault(), outcome.scene().seed(), told(outcome));
    }

    /** Prints it, and writes it to a file. */
    void print(Path file) {
        if (outcomes.isEmpty()) {
            return;
        }
        StringBuilder table = new StringBuilder();
        table.append(row(
                "fault",
                "seed",
                "202s",
                "settled",
                "mailed",
                "oversold",
                "twice",
                "lost",
                "applies",
                "missed",
                "slowest answer",
                "served again",
                "last 503"));
        table.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for (Outcome outcome : outcomes) {
            table.append(row(
                    outcome.scene().fault(),
                    outcome.scene().seed(),
                    outcome.promised(),
                    outcome.left().claims().size(),
                    outcome.left().mailed(),
                    outcome.oversold(),
                    outcome.twice(),
                    outcome.lost(),
                    outcome.told().size(),
                    outcome.missed(),
                    seconds(outcome.slowest()),
                    outcome.recovered().map(Table::seconds).orElse("never"),
                    seconds(outcome.lastPutOff())));
        }
        System.out.printf("%n%s%n", table);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String told(Outcome outcome) {
        List<String> wrong = new ArrayList<>(outcome.violations());
        wrong.addAll(outcome.delays());
        return "quiet %s after the return, %s"
                .formatted(
                        seconds(outcome.left().quietAfter()), wrong.isEmpty() ? "all kept" : String.join("; ", wrong));
    }

    private static String row(Object... cells) {
        return ROW.formatted(cells);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1_000.0);
    }
}
