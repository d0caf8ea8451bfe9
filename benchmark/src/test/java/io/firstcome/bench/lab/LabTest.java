package io.firstcome.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.bench.lab.way.Strategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny run on real backends, with processes of its own. */
class LabTest {

    @TempDir
    private Path folder;

    @Test
    void theSafeKeepTheirPromisesWhileTheUnsafeDoNot() throws Exception {
        var strategies = List.of(Strategy.NO_LOCK, Strategy.MYSQL_UNIT_ROWS, Strategy.SCRIPT_BATCH);
        var progress = new ArrayList<String>();
        List<Score> scores;
        try (Lab lab = new Lab(folder)) {
            scores = new Schedule(strategies, 1, 640, 64, 10_000, 10_000).carryOut(lab, progress::add);
        }
        assertThat(progress).hasSize(6);
        assertThat(scores).extracting(Score::strategy).containsExactlyElementsOf(strategies);
        assertThat(scores.getFirst().sum(Round::givenTwice)).isPositive();
        assertThat(scores).noneMatch(Score::brokePromise);
    }
}
