package io.firstcome.systemtest.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault of every part, under load: {@code mvn -Pfaults verify}. {@code -Dfirstcome.fault=} chooses those whose name has the words,
 * {@code -Dfirstcome.fault-runs=} does each so often, and {@code -Dfirstcome.fault-seed=} repeats what was left to chance.
 */
@Tag("faults")
class AllFaultsTest {

    private static final String CHOSEN = "firstcome.fault";
    private static final String RUNS = "firstcome.fault-runs";
    private static final Table TABLE = new Table();

    @BeforeAll
    static void warmUp() throws InterruptedException {
        try (Rehearsal rehearsal = new Rehearsal(Rehearsal.Size.WHOLE)) {
            rehearsal.warmUp();
        }
    }

    static Stream<Fault> faults() {
        return IntStream.range(0, Integer.getInteger(RUNS, 1))
                .boxed()
                .flatMap(run -> Fault.named(System.getProperty(CHOSEN, "")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyPromiseIsKept(Fault fault) throws InterruptedException {
        try (Rehearsal rehearsal = new Rehearsal(Rehearsal.Size.WHOLE)) {
            Outcome outcome = rehearsal.of(fault, Seeds.next());
            TABLE.add(outcome);
            assertThat(outcome.violations()).isEmpty();
            assertThat(outcome.delays()).isEmpty();
        }
    }

    @AfterAll
    static void tell() {
        TABLE.print(Path.of("target", "faults.md"));
    }
}
