package io.firstcome.systemtest.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.launch.Service;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The faults that tell most, each shortly, on a machine that may be busy with other things: how fast it goes is {@link AllFaultsTest}'s, which has all of them. An
 * event-service is killed in the middle of one of {@code HerdTest}'s herds.
 */
class FaultsTest {

    private static final Table TABLE = new Table();

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.killed(Service.STOCK, 2),
                Fault.killed(Service.NOTIFICATION, 1),
                Fault.killed(Part.KAFKA),
                Fault.redisWithoutItsLastSecond(),
                Fault.redisEmpty());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyPromiseIsKept(Fault fault) throws InterruptedException {
        try (Rehearsal rehearsal = new Rehearsal(Rehearsal.Size.SHORT)) {
            Outcome outcome = rehearsal.of(fault, Seeds.next());
            TABLE.add(outcome);
            assertThat(outcome.violations()).isEmpty();
        }
    }

    @AfterAll
    static void tell() {
        TABLE.print(Path.of("target", "faults-short.md"));
    }
}
