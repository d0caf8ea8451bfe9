package io.firstcome.bench.lab.worker;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * What came of one share of a load.
 *
 * @param nanos     from the first request to the last answer
 * @param granted   users who were granted a unit, in no order, a user as often as that happened
 * @param units     the units they were granted, in the same order
 * @param held      how many were told that they hold a claim already
 * @param soldOut   how many were told that nothing is left
 * @param failed    how many got no answer
 * @param failure   what the first of these was told, or null
 * @param latencies of the answers in microseconds: a compressed HdrHistogram in Base64
 */
public record Tally(
        long nanos, long[] granted, long[] units, int held, int soldOut, int failed, String failure, String latencies) {

    private static final long LONGEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;

    /** How many were answered. */
    public int answered() {
        return granted.length + held + soldOut;
    }

    /** The latencies of the answers in microseconds. */
    public Histogram histogram() {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(latencies)), LONGEST_MICROS);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("Not a histogram: " + latencies, e);
        }
    }

    /** Writes latencies as a tally carries them. */
    public static String latencies(long[] nanos) {
        var histogram = new Histogram(LONGEST_MICROS, DIGITS);
        for (long one : nanos) {
            histogram.recordValue(Math.min(one / 1000, LONGEST_MICROS));
        }
        var bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }
}
