package io.firstcome.loadtest;

import io.firstcome.loadtest.check.Verdict;
import io.firstcome.loadtest.report.Course;
import io.firstcome.loadtest.report.CourseCharts;
import io.firstcome.loadtest.report.Figures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a rehearsal down as one page with charts: a file that needs nothing else, to be kept or sent. */
final class HtmlReport {

    private static final DateTimeFormatter FILE = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT);
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss z", Locale.ROOT);

    private HtmlReport() {}

    /** Writes it into a folder, which is made if need be; returns the file. */
    static Path write(Path folder, HerdOptions options, HerdResult result) throws IOException {
        Course course = result.course();
        var opened = course.opening().at().atZone(ZoneId.systemDefault());
        Path file = folder.resolve("herd-%s-event-%d.html".formatted(FILE.format(opened), result.eventId()));
        Files.createDirectories(folder);
        CourseCharts charts = new CourseCharts(course, options.stock());
        String page = template()
                .replace("{{verdict}}", result.ok() ? "All invariants hold" : "Not all is well")
                .replace("{{tone}}", result.ok() ? "good" : "bad")
                .replace("{{opened}}", SHOWN.format(opened))
                .replace(
                        "{{what}}",
                        "%,d users, %,d units, %,d connections, event %d, seed %d"
                                .formatted(
                                        options.users(),
                                        options.stock(),
                                        options.connections(),
                                        result.eventId(),
                                        options.seed()))
                .replace("{{tiles}}", tiles(result))
                .replace("{{answers}}", charts.answers())
                .replace("{{latency}}", charts.latency())
                .replace("{{latencies}}", latencies(result.figures()))
                .replace("{{claims}}", charts.claims())
                .replace("{{verdicts}}", verdicts(result));
        Files.writeString(file, page);
        return file;
    }

    private static String tiles(HerdResult result) {
        Figures figures = result.figures();
        return tile("%,d".formatted(figures.perSecond()), "answers a second, %,d in all".formatted(figures.answers()))
                + tile(millis(figures.request().p99()), "99 of 100 requests were answered within")
                + tile(shown(result.settling().lastSettled()), "after the opening the last winner was settled")
                + tile(shown(result.settling().lastMailed()), "after the opening all mails were sent");
    }

    private static String tile(String figure, String words) {
        return "<div class=\"tile\"><strong>" + figure + "</strong><span>" + words + "</span></div>";
    }

    private static String latencies(Figures figures) {
        return row("Request to answer", figures.request()) + row("Opening to decision", figures.sinceOpening());
    }

    private static String row(String name, Figures.Latency latency) {
        return "<tr><th scope=\"row\">" + name + "</th>"
                + Stream.of(latency.p50(), latency.p95(), latency.p99(), latency.max())
                        .map(time -> "<td>" + millis(time) + "</td>")
                        .collect(Collectors.joining())
                + "</tr>";
    }

    private static String verdicts(HerdResult result) {
        String rows = result.verdicts().stream().map(HtmlReport::row).collect(Collectors.joining());
        String undone = result.undone().stream()
                .map(line -> "<tr><th scope=\"row\">Not done in time</th><td class=\"bad\">late</td><td>" + text(line)
                        + "</td></tr>")
                .collect(Collectors.joining());
        return rows + undone;
    }

    private static String row(Verdict verdict) {
        String violations = verdict.violations().stream()
                .limit(10)
                .map(violation -> "<br>" + text(violation))
                .collect(Collectors.joining());
        return "<tr><th scope=\"row\">" + text(verdict.name()) + "</th><td class=\"" + (verdict.ok() ? "good" : "bad")
                + "\">" + (verdict.ok() ? "OK" : "VIOLATED") + "</td><td>" + text(verdict.figures()) + violations
                + "</td></tr>";
    }

    private static String shown(Optional<Duration> time) {
        return time.map(known -> "%.2f s".formatted(known.toNanos() / 1e9)).orElse("not seen");
    }

    private static String millis(Duration time) {
        return "%,.1f ms".formatted(time.toNanos() / 1e6);
    }

    private static String text(String raw) {
        return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String template() throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
