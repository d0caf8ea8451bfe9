package io.firstcome.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.bench.lab.way.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrategyReportTest {

    private static final Round CLEAN = new Round(1000, 1, 2, 0, 0, 0, 0, null);
    private static final Round OVERSOLD = new Round(500, 1, 2, 3, 4, 0, 0, null);

    @Test
    void theSpeedIsThatOfTheMedianRoundAndComparedWithTheYardstick() {
        var report = report(
                new Score(Strategy.YARDSTICK, List.of(CLEAN)),
                new Score(Strategy.SCRIPT_BATCH, List.of(round(90_000), round(50_000), round(60_000))));
        assertThat(report.text())
                .containsPattern("one script per batch \\(ours\\) +yes +60,000 \\(50,000–90,000\\) +60 ");
        assertThat(report.markdown()).contains("| one script per batch (ours) | yes | 60,000 (50,000–90,000) | 60 |");
    }

    @Test
    void withoutTheYardstickThereIsNoRatio() {
        var report = report(new Score(Strategy.SCRIPT, List.of(CLEAN)));
        assertThat(report.text()).containsPattern("one script per request +yes +1,000 +- ");
    }

    @Test
    void anOversoldUnitIsMarkedInWhicheverRoundItWas() {
        var report = report(new Score(Strategy.SCRIPT, List.of(CLEAN, OVERSOLD, CLEAN)));
        assertThat(report.broken()).hasSize(1);
        assertThat(report.text())
                .endsWith("VIOLATED by one script per request: oversold 3, given twice 4, missing 0\n");
        assertThat(report.markdown()).contains("| 3 | 4 | 0 | 0 |");
    }

    @Test
    void whatIsCalledUnsafeMayOversell() {
        var report = report(new Score(Strategy.NO_LOCK, List.of(OVERSOLD)));
        assertThat(report.broken()).isEmpty();
        assertThat(report.markdown())
                .endsWith("OK\n")
                .contains("| no lock | NO |")
                .contains("| 3 | 4 | 0 | 0 |");
    }

    @Test
    void theFirstFailureIsTold() {
        var failed = new Round(1000, 1, 2, 0, 0, 0, 7, "the lock was not free");
        var report = report(new Score(Strategy.SCRIPT, List.of(failed)));
        assertThat(report.text()).contains("first failure: the lock was not free");
    }

    private static StrategyReport report(Score... scores) {
        return new StrategyReport(List.of(scores), List.of());
    }

    private static Round round(double perSecond) {
        return new Round(perSecond, 1, 2, 0, 0, 0, 0, null);
    }
}
