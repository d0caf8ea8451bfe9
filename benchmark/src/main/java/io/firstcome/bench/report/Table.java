package io.firstcome.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table that reads well in a terminal and in Markdown. The first column is text, the others are set to the right. */
public final class Table {
    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(List<String> head) {
        this.head = List.copyOf(head);
    }

    public Table(String... head) {
        this(List.of(head));
    }

    /** Adds a row of as many cells as there are columns. */
    public Table row(List<String> cells) {
        if (cells.size() != head.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + head.size() + " columns");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** Adds a row of as many cells as there are columns. */
    public Table row(String... cells) {
        return row(List.of(cells));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** For a terminal: columns below each other. */
    public String text() {
        var text = new StringBuilder(line(head))
                .append(line(IntStream.range(0, head.size())
                        .mapToObj(column -> "─".repeat(width(column)))
                        .toList()));
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private String line(List<String> cells) {
        return IntStream.range(0, cells.size())
                        .mapToObj(column -> padded(cells.get(column), width(column), column == 0))
                        .collect(Collectors.joining("  "))
                        .stripTrailing()
                + "\n";
    }

    private static String padded(String cell, int width, boolean left) {
        var blanks = " ".repeat(width - cell.length());
        return left ? cell + blanks : blanks + cell;
    }

    private int width(int column) {
        return Math.max(
                head.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }

    /** For Markdown. */
    public String markdown() {
        var text = new StringBuilder(markdown(head))
                .append(markdown(IntStream.range(0, head.size())
                        .mapToObj(column -> column == 0 ? "---" : "--:")
                        .toList()));
        rows.forEach(row -> text.append(markdown(row)));
        return text.toString();
    }

    private static String markdown(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
