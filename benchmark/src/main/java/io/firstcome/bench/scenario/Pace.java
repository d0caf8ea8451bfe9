package io.firstcome.bench.scenario;

import java.time.Duration;

/** How many requests a load of a given length will need, by what was seen before. */
final class Pace {
    private static final double AT_FIRST = 6000;
    private static final double MORE = 1.25;

    private double perSecond = AT_FIRST;

    /** A quarter more than at the rate seen last: the load should end by the clock, not for want of requests. */
    int requests(Duration length) {
        return (int) Math.ceil(perSecond * MORE * length.toNanos() / 1e9);
    }

    void saw(Shooting shooting) {
        perSecond = Math.max(perSecond / 2, shooting.perSecond());
    }
}
