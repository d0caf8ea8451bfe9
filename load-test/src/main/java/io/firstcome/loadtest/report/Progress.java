package io.firstcome.loadtest.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows what is being done and how far it is. On a terminal a step's line is written over as it goes, cut off at its width, or the cursor would not find
 * back to where it began; at the end of the step it is written once more and whole. Elsewhere a plain line is added every few seconds, and one at the end
 * of each step.
 */
public final class Progress {

    private static final String TO_LINE_START_AND_CLEAR_BELOW = "\r\u001b[J";
    private static final String UP_LINES = "\r\u001b[%dA";

    private final PrintStream out;
    private final int columns;
    private final Duration pace;
    private final long startNanos = System.nanoTime();
    private volatile Supplier<List<String>> below = List::of;

    /** What a step does. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Takes where to write, and how wide that is; 0 when it is no terminal. */
    public Progress(PrintStream out, int columns) {
        this.out = out;
        this.columns = columns;
        this.pace = columns > 0 ? Duration.ofMillis(200) : Duration.ofSeconds(2);
    }

    /**
     * Does a step's work while its figures are shown.
     *
     * @param title   what is being done
     * @param figures how far it is; asked by another thread while the work goes on, and once more after it
     * @param work    the work
     * @return what the work returns
     */
    public <T, E extends Exception> T during(String title, Supplier<String> figures, Work<T, E> work) throws E {
        if (columns > 0) {
            draw(title, figures);
        }
        try (ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("progress").factory())) {
            ticker.scheduleAtFixedRate(
                    () -> draw(title, figures), pace.toMillis(), pace.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return work.run();
            } finally {
                ticker.shutdownNow();
            }
        } finally {
            if (columns > 0) {
                out.print(TO_LINE_START_AND_CLEAR_BELOW);
                out.println(line(title, figures));
            } else {
                draw(title, figures);
            }
        }
    }

    /** Says something once. */
    public void say(String line) {
        out.println(line);
    }

    /** From now on shows these lines below each step's. */
    public void below(Supplier<List<String>> lines) {
        below = lines;
    }

    private void draw(String title, Supplier<String> figures) {
        String line = line(title, figures);
        List<String> more = below.get();
        if (columns > 0) {
            StringBuilder drawn = new StringBuilder(TO_LINE_START_AND_CLEAR_BELOW).append(cut(line));
            more.forEach(each -> drawn.append('\n').append(cut(each)));
            if (!more.isEmpty()) {
                drawn.append(UP_LINES.formatted(more.size()));
            }
            out.print(drawn);
            out.flush();
        } else {
            out.println(line);
            more.forEach(out::println);
        }
    }

    private String line(String title, Supplier<String> figures) {
        String shown = figures.get();
        return "%6.1f s  %s%s"
                .formatted((System.nanoTime() - startNanos) / 1e9, title, shown.isEmpty() ? "" : ": " + shown);
    }

    /** All of our characters are one column wide. */
    private String cut(String line) {
        return line.length() <= columns ? line : line.substring(0, columns - 1) + '…';
    }
}
