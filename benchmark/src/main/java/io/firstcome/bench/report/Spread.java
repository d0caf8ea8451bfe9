package io.firstcome.bench.report;

import java.util.List;
import java.util.Locale;

/** Median, least and greatest of the same figure over several rounds. */
public record Spread(double median, double min, double max) {

    /** @param values at least one */
    public static Spread of(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        var median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /** {@code 12,345 (11,000–13,000)}; the median alone when there was nothing to spread. */
    public String text() {
        return min == max ? number(median) : number(median) + " (" + number(min) + "–" + number(max) + ")";
    }

    /** A number with as many digits as are worth reading. */
    public static String number(double value) {
        var size = Math.abs(value);
        var digits = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
