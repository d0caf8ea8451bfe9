package io.firstcome.bench.lab;

import io.firstcome.bench.lab.way.Strategy;
import io.firstcome.bench.report.Spread;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** A strategy and its rounds: speeds are medians, faults are sums. */
record Score(Strategy strategy, List<Round> rounds) {

    Spread spread(ToDoubleFunction<Round> figure) {
        return Spread.of(rounds.stream().mapToDouble(figure).boxed().toList());
    }

    double perSecond() {
        return spread(Round::perSecond).median();
    }

    long sum(ToLongFunction<Round> faults) {
        return rounds.stream().mapToLong(faults).sum();
    }

    Optional<String> failure() {
        return rounds.stream().map(Round::failure).filter(Objects::nonNull).findFirst();
    }

    /** Whether it is called safe, and oversold, gave twice or kept units back. */
    boolean brokePromise() {
        return strategy.safe() && sum(Round::oversold) + sum(Round::givenTwice) + sum(Round::missing) > 0;
    }
}
