package io.firstcome.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.bench.lab.way.Strategy;
import io.firstcome.bench.lab.worker.Load;
import io.firstcome.bench.lab.worker.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Eight users who apply twice each for two units, cut into two shares. */
class RoundTest {

    private static final Load LOAD = new Load(Strategy.SYNCHRONIZED_2, 1, 8, 2, 1000, 0, 2);

    @Test
    void eachUnitOnceIsNoFault() {
        Round round = Round.of(
                LOAD, List.of(tally(new long[] {4}, new long[] {1}, 7), tally(new long[] {5}, new long[] {2}, 7)));
        assertThat(round.perSecond()).isEqualTo(16);
        assertThat(faults(round)).containsExactly(0L, 0L, 0L);
    }

    @Test
    void twoProcessesThatGiveTheSameUnitsOversellAndGiveTwice() {
        Round round = Round.of(
                LOAD,
                List.of(
                        tally(new long[] {4, 5}, new long[] {1, 2}, 6),
                        tally(new long[] {6, 7}, new long[] {1, 2}, 6)));
        assertThat(faults(round)).containsExactly(2L, 2L, 0L);
    }

    @Test
    void aUserWithTwoUnitsWasGivenTwice() {
        Round round = Round.of(
                LOAD, List.of(tally(new long[] {4}, new long[] {1}, 7), tally(new long[] {4}, new long[] {2}, 7)));
        assertThat(faults(round)).containsExactly(0L, 1L, 0L);
    }

    @Test
    void aUnitIsMissingOnlyWhenEverybodyWasAnswered() {
        Tally one = tally(new long[] {4}, new long[] {1}, 7);
        assertThat(faults(Round.of(LOAD, List.of(one, tally(new long[0], new long[0], 8)))))
                .containsExactly(0L, 0L, 1L);
        assertThat(faults(Round.of(LOAD, List.of(one, tally(new long[0], new long[0], 7)))))
                .containsExactly(0L, 0L, 0L);
    }

    private static List<Long> faults(Round round) {
        return List.of(round.oversold(), round.givenTwice(), round.missing());
    }

    private static Tally tally(long[] users, long[] units, int soldOut) {
        return new Tally(1_000_000_000, users, units, 0, soldOut, 0, null, Tally.latencies(new long[] {1_000_000}));
    }
}
