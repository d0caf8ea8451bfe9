package io.firstcome.bench.lab;

import io.firstcome.bench.lab.way.Strategy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** A strategy and its rounds: the speed of the median one, the faults of all. */
record Score(Strategy strategy, List<Round> rounds) {

    double median(ToDoubleFunction<Round> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double perSecond() {
        return median(Round::perSecond);
    }

    double slowest() {
        return rounds.stream().mapToDouble(Round::perSecond).min().orElseThrow();
    }

    double fastest() {
        return rounds.stream().mapToDouble(Round::perSecond).max().orElseThrow();
    }

    long sum(ToLongFunction<Round> faults) {
        return rounds.stream().mapToLong(faults).sum();
    }

    Optional<String> failure() {
        return rounds.stream().map(Round::failure).filter(Objects::nonNull).findFirst();
    }

    /** Whether it calls itself safe, and oversold, gave twice or kept units back. */
    boolean brokePromise() {
        return strategy.safe() && sum(Round::oversold) + sum(Round::givenTwice) + sum(Round::missing) > 0;
    }
}
