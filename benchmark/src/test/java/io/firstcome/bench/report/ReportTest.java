package io.firstcome.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.bench.scenario.Figure;
import io.firstcome.bench.scenario.Names;
import io.firstcome.bench.scenario.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Results results = new Results();

    private void ran(String scenario, double perSecond) {
        results.add(scenario, new Sample().with(Figure.PER_SECOND, perSecond));
    }

    private String text() {
        return new Report(results, List.of("a fact"), 10_000).text().replaceAll(" +", " ");
    }

    @Test
    void ratiosAreThoseOfTheMedians() {
        ran(Names.ROUTING, 5_000);
        ran(Names.ACCEPTED, 12_500);
        ran(Names.ACCEPTED, 10_000);
        ran(Names.ACCEPTED, 90_000);
        assertThat(results.ratio(Names.ACCEPTED, Names.ROUTING)).hasValue(2.5);
        assertThat(results.ratio(Names.ACCEPTED, Names.CONSTANT)).isEmpty();
        assertThat(text()).contains("accepted 12,500 (10,000–90,000) 2.50");
    }

    @Test
    void aFigureIsReachedOrMissedAndOneThatWasNotMeasuredIsLeftOut() {
        ran(Names.ROUTING, 5_000);
        ran(Names.ACCEPTED, 11_500);
        assertThat(text())
                .contains("accepted, against plain routing 2.2 × 2.3 × reached")
                .contains("accepted, answers/s 12,000 11,500 missed")
                .doesNotContain("sold out, against")
                .doesNotContain("invariants all OK");
    }

    @Test
    void everyLevelMustHoldTheThroughputOfTheFirst() {
        ran("events: 1", 1_000);
        ran("events: 10", 950);
        ran("events: 100", 880);
        assertThat(text()).contains("events, 1 → 100 throughput within 10 % -12 % missed");
    }

    @Test
    void aViolationInOneRoundIsSeen() {
        results.add(Names.ACCEPTED, new Sample().checked(List.of()));
        results.add(Names.ACCEPTED, new Sample().checked(List.of("event 1: unit 3 is given twice, or is none")));
        assertThat(results.verdict(Names.ACCEPTED)).isEqualTo("VIOLATED");
        assertThat(text())
                .contains("invariants all OK in every run 1 violated missed")
                .contains("VIOLATED accepted: event 1: unit 3 is given twice");
    }

    @Test
    void answersOfAllRoundsAreCountedByStatus() {
        results.add(Names.ACCEPTED, new Sample().answered(202, 1_000).answered(503, 1));
        results.add(Names.ACCEPTED, new Sample().answered(202, 2_000));
        assertThat(results.statuses(Names.ACCEPTED)).isEqualTo("202: 3,000 · 503: 1");
    }

    @Test
    void processorTimeIsTheMedianPerProcess() {
        results.add(Names.ACCEPTED, new Sample().used("gateway", 50).used("redis", 2));
        results.add(Names.ACCEPTED, new Sample().used("gateway", 70).used("redis", 0.01));
        assertThat(results.cpuMicros(Names.ACCEPTED)).containsEntry("gateway", 60.0);
        assertThat(text()).contains("accepted 60.0 1.0 61.0");
    }
}
