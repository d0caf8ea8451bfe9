package io.firstcome.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.bench.lab.way.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrategyTableTest {

    private static final Round CLEAN = new Round(1000, 1, 2, 0, 0, 0, 0, null);
    private static final Round OVERSOLD = new Round(500, 1, 2, 3, 4, 0, 0, null);

    @Test
    void theSpeedIsThatOfTheMedianRoundAndComparedWithTheYardstick() {
        var table = new StrategyTable(List.of(
                new Score(Strategy.YARDSTICK, List.of(CLEAN)),
                new Score(Strategy.SCRIPT_BATCH, List.of(round(90_000), round(50_000), round(60_000)))));
        assertThat(table.text())
                .containsPattern("one script per batch \\(ours\\) +yes +60,000 +\\(50,000-90,000\\) +60\\.0 ");
        assertThat(table.markdown())
                .contains("| one script per batch (ours) | yes | 60,000 | (50,000-90,000) | 60.0 |");
    }

    @Test
    void withoutTheYardstickThereIsNoRatio() {
        var table = new StrategyTable(List.of(new Score(Strategy.SCRIPT, List.of(CLEAN))));
        assertThat(table.text()).containsPattern("one script per request +yes +1,000 +\\(1,000-1,000\\) +- ");
    }

    @Test
    void anOversoldUnitIsMarkedInWhicheverRoundItWas() {
        var table = new StrategyTable(List.of(new Score(Strategy.SCRIPT, List.of(CLEAN, OVERSOLD, CLEAN))));
        assertThat(table.brokenPromises())
                .containsExactly("VIOLATED by one script per request: oversold 3, given twice 4, missing 0");
        assertThat(table.markdown()).contains("| 3 | 4 | 0 | 0 |");
    }

    @Test
    void whatIsCalledUnsafeMayOversell() {
        var table = new StrategyTable(List.of(new Score(Strategy.NO_LOCK, List.of(OVERSOLD))));
        assertThat(table.brokenPromises()).isEmpty();
        assertThat(table.markdown()).contains("| no lock | NO |").contains("| 3 | 4 | 0 | 0 |");
    }

    @Test
    void theFirstFailureIsTold() {
        var failed = new Round(1000, 1, 2, 0, 0, 0, 7, "the lock was not free");
        var table = new StrategyTable(List.of(new Score(Strategy.SCRIPT, List.of(failed))));
        assertThat(table.text()).contains("first failure: the lock was not free");
    }

    private static Round round(double perSecond) {
        return new Round(perSecond, 1, 2, 0, 0, 0, 0, null);
    }
}
