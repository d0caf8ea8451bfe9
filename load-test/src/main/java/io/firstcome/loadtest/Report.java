package io.firstcome.loadtest;

import io.firstcome.loadtest.check.Verdict;
import io.firstcome.loadtest.crowd.Kind;
import io.firstcome.loadtest.crowd.Wave;
import io.firstcome.loadtest.report.Figures;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** Prints the table at the end of a rehearsal. */
final class Report {

    /** Further violations of one invariant are counted, not listed. */
    private static final int SHOWN_VIOLATIONS = 10;

    private static final String NAMES = "  %-28s";

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void print(HerdOptions options, HerdResult result) {
        out.printf(
                "%n%,d users, %,d units, %,d connections, event %d, seed %d%n",
                options.users(), options.stock(), options.connections(), result.eventId(), options.seed());
        printAnswers(result);
        printFigures(result);
        printVerdicts(result);
    }

    private void printAnswers(HerdResult result) {
        out.printf("%n  %-36s %10s %10s %10s%n", "Answers", "early", "herd", "again");
        for (Kind kind : Kind.values()) {
            out.printf(
                    "  %-36s %,10d %,10d %,10d%n",
                    kind.label(),
                    result.count(Wave.EARLY, kind),
                    result.count(Wave.HERD, kind),
                    result.count(Wave.AGAIN, kind));
        }
        result.silences().forEach((why, times) -> out.printf("  no answer, %,d times: %s%n", times, why));
    }

    private void printFigures(HerdResult result) {
        Figures figures = result.figures();
        out.printf(
                "%n" + NAMES + " %,d answers/s (%,d answers in %s)%n",
                "Throughput of the herd",
                figures.perSecond(),
                figures.answers(),
                seconds(figures.span()));
        out.printf("%n  %-28s %10s %10s %10s %10s%n", "Latency", "p50", "p95", "p99", "max");
        printLatency("request to answer", figures.request());
        printLatency("opening to decision", figures.sinceOpening());
        out.printf(
                "%n" + NAMES + " last winner settled %s, all mails sent %s%n",
                "After the opening",
                shown(result.settling().lastSettled()),
                shown(result.settling().lastMailed()));
    }

    private void printLatency(String name, Figures.Latency latency) {
        out.printf(
                "  %-28s %10s %10s %10s %10s%n",
                name, millis(latency.p50()), millis(latency.p95()), millis(latency.p99()), millis(latency.max()));
    }

    private void printVerdicts(HerdResult result) {
        out.printf("%n  Invariants%n");
        for (Verdict verdict : result.verdicts()) {
            out.printf(NAMES + " %-8s  %s%n", verdict.name(), verdict.ok() ? "OK" : "VIOLATED", verdict.figures());
            verdict.violations().stream()
                    .limit(SHOWN_VIOLATIONS)
                    .forEach(violation -> out.printf("  %-28s   - %s%n", "", violation));
            int more = verdict.violations().size() - SHOWN_VIOLATIONS;
            if (more > 0) {
                out.printf("  %-28s   - and %,d more%n", "", more);
            }
        }
        result.undone().forEach(line -> out.printf("  Not done in time: %s%n", line));
        out.printf("%n%s%n", result.ok() ? "All invariants hold." : "NOT OK: see above.");
        out.flush();
    }

    private static String shown(Optional<Duration> time) {
        return time.map(Report::seconds).orElse("not seen");
    }

    private static String seconds(Duration time) {
        return "%.2f s".formatted(time.toNanos() / 1e9);
    }

    private static String millis(Duration time) {
        return "%,.1f ms".formatted(time.toNanos() / 1e6);
    }
}
