package io.firstcome.loadtest.report;

import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.loadtest.crowd.Heard;
import io.firstcome.loadtest.crowd.Kind;
import io.firstcome.loadtest.crowd.Wave;
import io.firstcome.loadtest.report.Chart.Point;
import io.firstcome.loadtest.report.Chart.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** The charts of a rehearsal: what was answered when, how long it took, and how far the promises were kept. Times are seconds from the opening. */
public final class CourseCharts {

    /** About as many bars as one can tell apart. */
    private static final int BARS = 120;

    private static final int POINTS = 300;
    private static final int DIGITS = 3;

    /** From the bottom up. */
    private enum Colour {
        WON("good", Kind.ACCEPTED),
        AGAIN("accent", Kind.REPEAT),
        EARLY("warn", Kind.NOT_OPEN),
        SOLD_OUT("soft", Kind.SOLD_OUT),
        AWAY("bad", Kind.LIMITED, Kind.BUSY, Kind.NO_ANSWER, Kind.ODD);

        private final String style;
        private final List<Kind> kinds;

        Colour(String style, Kind... kinds) {
            this.style = style;
            this.kinds = List.of(kinds);
        }

        static Colour of(Kind kind) {
            return Stream.of(values())
                    .filter(colour -> colour.kinds.contains(kind))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final Course course;
    private final long stock;

    /** Takes what happened, and how many units there were. */
    public CourseCharts(Course course, long stock) {
        this.course = course;
        this.stock = stock;
    }

    /** Answers a second, by kind, as stacked bars. */
    public String answers() {
        List<Heard> heard =
                course.heard().stream().filter(one -> one.wave() != Wave.EARLY).toList();
        double last = heard.stream().mapToDouble(this::answeredAt).max().orElse(1);
        double from =
                Math.min(0, heard.stream().mapToDouble(this::answeredAt).min().orElse(0));
        double width = width((last - from) / BARS);
        int first = (int) Math.floor(from / width);
        long[][] counts = new long[(int) Math.floor(last / width) - first + 1][Colour.values().length];
        for (Heard one : heard) {
            counts[(int) Math.floor(answeredAt(one) / width) - first][
                    Colour.of(one.kind()).ordinal()]++;
        }
        double most = Stream.of(counts)
                .mapToDouble(bar -> Arrays.stream(bar).sum() / width)
                .max()
                .orElse(1);
        Chart chart = new Chart(first * width, (first + counts.length) * width, most)
                .axes(Chart.ticks(from, last, 10, CourseCharts::seconds), CourseCharts::whole);
        for (int i = 0; i < counts.length; i++) {
            double bottom = 0;
            for (Colour colour : Colour.values()) {
                double top = bottom + counts[i][colour.ordinal()] / width;
                chart.bar(colour.style, (first + i) * width, (first + i + 1) * width, bottom, top);
                bottom = top;
            }
        }
        return chart.svg("Answers a second by kind, over the seconds from the opening");
    }

    /** Latency by percentile, of the herd's requests and of its decisions. */
    public String latency() {
        Histogram requests = new Histogram(DIGITS);
        Histogram decisions = new Histogram(DIGITS);
        for (Heard one : course.heard()) {
            if (one.wave() == Wave.HERD && one.kind() != Kind.NO_ANSWER) {
                requests.recordValue(
                        Math.max(0, (one.timing().answeredNanos() - one.timing().sentNanos()) / 1000));
                if (one.kind().decides()) {
                    decisions.recordValue(Math.max(0, Math.round(answeredAt(one) * 1e6)));
                }
            }
        }
        List<Tick> ticks = List.of(
                new Tick(0, "0 %"),
                new Tick(-Math.log10(0.5), "50 %"),
                new Tick(1, "90 %"),
                new Tick(2, "99 %"),
                new Tick(3, "99.9 %"),
                new Tick(4, "99.99 %"));
        double most = Math.max(requests.getMaxValue(), decisions.getMaxValue()) / 1000.0;
        return new Chart(0, 4, most)
                .axes(ticks, value -> whole(value) + " ms")
                .line("accent", percentiles(requests))
                .line("good", percentiles(decisions))
                .svg("Latency in milliseconds by percentile");
    }

    private static List<Point> percentiles(Histogram micros) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i <= POINTS && micros.getTotalCount() > 0; i++) {
            double nines = 4.0 * i / POINTS;
            points.add(new Point(nines, micros.getValueAtPercentile(100 * (1 - Math.pow(10, -nines))) / 1000.0));
        }
        return points;
    }

    /** What is left, granted, settled and mailed. Mails are known from the looks at the live stream alone. */
    public String claims() {
        double[] granted = times(SettledClaim::grantedAt);
        double[] settled = times(SettledClaim::settledAt);
        List<Point> mailed = course.looks().stream()
                .filter(look -> look.mailed() != null)
                .map(look -> new Point(since(Instant.ofEpochMilli(look.at())), look.mailed()))
                .filter(point -> point.x() > -0.5)
                .toList();
        double end = Stream.of(
                        granted.length == 0 ? 1 : granted[granted.length - 1],
                        settled.length == 0 ? 1 : settled[settled.length - 1],
                        complete(mailed, granted.length))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        double to = Math.max(0.1, end * 1.05);
        return new Chart(0, to, Math.max(stock, granted.length))
                .axes(Chart.ticks(0, to, 10, CourseCharts::seconds), CourseCharts::whole)
                .line("soft", steps(granted, to, count -> (double) Math.max(0, stock - count)))
                .line("accent", steps(granted, to, count -> (double) count))
                .line("good", steps(settled, to, count -> (double) count))
                .line(
                        "orange",
                        mailed.stream()
                                .filter(point -> point.x() >= 0 && point.x() <= to)
                                .toList())
                .svg("Units left, granted, settled and mailed, over the seconds from the opening");
    }

    private static double complete(List<Point> mailed, int claims) {
        return mailed.stream()
                .filter(point -> point.y() >= claims)
                .mapToDouble(Point::x)
                .findFirst()
                .orElse(mailed.isEmpty() ? 0 : mailed.getLast().x());
    }

    private static List<Point> steps(double[] times, double to, Function<Integer, Double> value) {
        List<Point> points = new ArrayList<>();
        int count = 0;
        for (int i = 0; i <= POINTS; i++) {
            double at = to * i / POINTS;
            while (count < times.length && times[count] <= at) {
                count++;
            }
            points.add(new Point(at, value.apply(count)));
        }
        return points;
    }

    private double[] times(Function<SettledClaim, Instant> time) {
        return course.claims().stream()
                .map(time)
                .filter(at -> at != null)
                .mapToDouble(this::since)
                .sorted()
                .toArray();
    }

    private double since(Instant moment) {
        return Duration.between(course.opening().at(), moment).toNanos() / 1e9;
    }

    private double answeredAt(Heard one) {
        return course.opening().until(one.timing().answeredNanos()).toNanos() / 1e9;
    }

    private static double width(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(atLeast, 0.001))));
        return Stream.of(1.0, 2.0, 5.0, 10.0)
                .map(factor -> factor * power)
                .filter(width -> width >= atLeast)
                .findFirst()
                .orElse(atLeast);
    }

    private static String seconds(double value) {
        return (value == Math.rint(value) ? "%.0f s" : "%.3f").formatted(value).replaceAll("(\\.\\d*?)0+$", "$1");
    }

    private static String whole(double value) {
        return value == Math.rint(value) ? "%,.0f".formatted(value) : "%.2f".formatted(value);
    }
}
