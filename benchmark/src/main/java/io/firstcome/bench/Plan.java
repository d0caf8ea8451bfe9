package io.firstcome.bench;

import io.firstcome.bench.scenario.Scenarios;
import io.firstcome.bench.scenario.Sizes;
import java.time.Duration;
import java.util.List;

/**
 * What is to be measured.
 *
 * @param trained whether the JVMs are to be trained before, if they are not
 * @param groups which scenarios, in no order
 * @param rounds how often each
 * @param length how long each load lasts
 * @param warmUp how long each load lasts before, uncounted
 * @param mostWarmUps how often at most, as long as it gets faster
 * @param connections of the generator
 * @param sizes of the scenarios that have one
 */
record Plan(
        boolean trained,
        List<String> groups,
        int rounds,
        Duration length,
        Duration warmUp,
        int mostWarmUps,
        int connections,
        Sizes sizes) {

    /** Whether nothing is left out. */
    boolean isWhole() {
        return groups.containsAll(Scenarios.GROUPS);
    }
}
