package io.firstcome.gateway.fold;

/**
 * How long somebody in line will have to wait for an answer, judged by how long the last batches took. Every batch counts, those that failed too: a
 * service that hangs shortens the line. Updates from two threads at once may lose one of the two, which changes little.
 */
final class Pace {

    /** The newest batch counts for a quarter: a pause of the collector does not empty the line, and a herd is noticed within four batches. */
    private static final int BATCHES = 4;

    private final int maxBatch;
    private final int maxUnderWay;
    private volatile long batchNanos;

    /**
     * @param maxBatch    calls that go together at most
     * @param maxUnderWay batches under way at once at most
     */
    Pace(int maxBatch, int maxUnderWay) {
        this.maxBatch = maxBatch;
        this.maxUnderWay = maxUnderWay;
    }

    /** Notes how long a batch was under way, in nanoseconds. */
    void returned(long nanos) {
        long known = batchNanos;
        batchNanos = known == 0 ? nanos : known + (nanos - known) / BATCHES;
    }

    /** Returns, in nanoseconds, after how long an answer may be expected behind that many in line when there is no room under way. */
    long answerBehind(int ahead) {
        long batch = batchNanos;
        long batchesFirst = ahead / maxBatch + 1;
        return batchesFirst * batch / maxUnderWay + batch;
    }
}
