package io.firstcome.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void theMedianIsTheOneInTheMiddleOrBetweenTheTwo() {
        assertThat(Spread.of(List.of(30.0, 10.0, 20.0))).isEqualTo(new Spread(20, 10, 30));
        assertThat(Spread.of(List.of(30.0, 10.0, 20.0, 40.0)).median()).isEqualTo(25);
    }

    @Test
    void aSingleRoundHasNoSpread() {
        assertThat(Spread.of(List.of(12_345.6)).text()).isEqualTo("12,346");
        assertThat(Spread.of(List.of(1.0, 2.5, 40.25)).text()).isEqualTo("2.50 (1–40.3)");
    }
}
