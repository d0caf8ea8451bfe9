package io.firstcome.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.bench.scenario.Scenarios;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Main.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --only=nothing     | --only: there is no 'nothing'; there are constant, routing,
                    --only=            | --only: there is no ''
                    --rounds=0         | --rounds is 1 to 99, not 0
                    --seconds=many     | Invalid value for option '--seconds'
                    --connections=5001 | --connections is 1 to 5,000, not 5,001
                    --nonsense         | Unknown option: '--nonsense'
                    """)
    void aWrongOptionIsToldOnOneLine(String option, String complaint) {
        assertThat(run(option)).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .startsWith("bench: " + complaint)
                .endsWith("(./bench --help shows the options)\n");
        assertThat(err.toString(UTF_8).lines()).hasSize(1);
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --only=nothing | --only: there is no 'nothing'; there are no-lock, synchronized,
                    --rounds=0     | --rounds is 1 to 99, not 0
                    --requests=1   | --requests is 400 to 1,000,000, not 1
                    --clients=1    | --clients is 2 to 5,000, not 1
                    """)
    void aWrongOptionOfTheLabIsToldOnOneLine(String option, String complaint) {
        assertThat(run("strategies", option)).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("bench: " + complaint);
        assertThat(err.toString(UTF_8).lines()).hasSize(1);
    }

    @Test
    void helpNamesEveryLoad() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(UTF_8)).contains(Scenarios.GROUPS).endsWith("2 bad options.\n");
    }
}
