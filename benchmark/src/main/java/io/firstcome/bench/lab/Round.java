package io.firstcome.bench.lab;

import io.firstcome.bench.lab.worker.Load;
import io.firstcome.bench.lab.worker.Tally;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/**
 * What one run of a strategy came to.
 *
 * @param perSecond  answers per second
 * @param p50        of the answers' latencies, in milliseconds
 * @param p99        of the answers' latencies, in milliseconds
 * @param oversold   how many more grants there were than units
 * @param givenTwice how many grants were of a unit, or to a user, that had been granted before
 * @param missing    how many units were left though everybody was answered and demand was there
 * @param failed     how many requests got no answer
 * @param failure    what the first of them was told, or null
 */
record Round(
        double perSecond,
        double p50,
        double p99,
        long oversold,
        long givenTwice,
        long missing,
        long failed,
        String failure) {

    private static final double MICROS_PER_MILLI = 1000;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Adds up the shares of one load. */
    static Round of(Load load, List<Tally> tallies) {
        var latencies = new Histogram(3);
        var units = new HashSet<Long>();
        var users = new HashSet<Long>();
        long grants = 0;
        long twice = 0;
        for (Tally tally : tallies) {
            latencies.add(tally.histogram());
            grants += tally.granted().length;
            for (int i = 0; i < tally.granted().length; i++) {
                boolean newUnit = units.add(tally.units()[i]);
                boolean newUser = users.add(tally.granted()[i]);
                twice += newUnit && newUser ? 0 : 1;
            }
        }
        long answered = tallies.stream().mapToLong(Tally::answered).sum();
        long nanos = tallies.stream().mapToLong(Tally::nanos).max().orElseThrow();
        boolean everybody = answered == (long) load.users() * Load.TIMES;
        return new Round(
                answered * NANOS_PER_SECOND / nanos,
                latencies.getValueAtPercentile(50) / MICROS_PER_MILLI,
                latencies.getValueAtPercentile(99) / MICROS_PER_MILLI,
                Math.max(0, grants - load.quantity()),
                twice,
                everybody ? Math.max(0, load.quantity() - grants) : 0,
                tallies.stream().mapToLong(Tally::failed).sum(),
                tallies.stream()
                        .map(Tally::failure)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }
}
