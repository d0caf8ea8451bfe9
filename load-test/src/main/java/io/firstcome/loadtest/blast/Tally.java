package io.firstcome.loadtest.blast;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts the ends of requests. */
final class Tally {

    private static final int STATUSES = 600;
    private static final long USUAL = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final long[] byStatus = new long[STATUSES];
    private final Histogram latency = new Histogram(1, USUAL, DIGITS);
    private long answers;
    private long failed;

    Tally() {
        latency.setAutoResize(true);
    }

    void heard(int status, long nanos) {
        answers++;
        byStatus[status]++;
        latency.recordValue(nanos);
    }

    void unheard() {
        failed++;
    }

    BlastResult result(Duration elapsed, Duration cpu, Connector connector) {
        return new BlastResult(
                answers, byStatus, failed, elapsed, cpu, latency, connector.lastConnected(), connector.failures());
    }
}
