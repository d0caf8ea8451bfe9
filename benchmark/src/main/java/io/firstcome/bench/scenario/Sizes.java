package io.firstcome.bench.scenario;

import java.util.List;

/**
 * How large some scenarios are.
 *
 * @param users who ask again and again: of a sold-out event, and for their status
 * @param stampede connections at one moment
 * @param events the numbers of events over which applies are spread
 * @param claims the numbers of claims that an event has before the load
 */
public record Sizes(int users, int stampede, List<Integer> events, List<Integer> claims) {

    /** Those that the figures to reach are told for. */
    public static Sizes full() {
        return new Sizes(10_000, 10_000, List.of(1, 10, 100, 1_000), List.of(10_000, 100_000, 1_000_000));
    }

    /** Just large enough to see that it works. */
    public static Sizes quick() {
        return new Sizes(500, 300, List.of(1, 10), List.of(1_000, 10_000));
    }
}
