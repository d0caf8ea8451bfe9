package io.firstcome.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** The command from its options to its tables, on a suite of its own. It says nothing about speed. */
class BenchIT {

    @Test
    void aQuickRunMeasuresAndFindsEveryPromiseKept() {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();

        var status = Main.run(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                "--quick",
                "--only",
                "routing,accepted,sold-out",
                "--keep-docs");

        var text = out.toString(UTF_8);
        assertThat(err.toString(UTF_8)).as(text).isEmpty();
        assertThat(status).as(text).isZero();
        assertThat(text)
                .containsPattern("(?m)^routing .* 200: [1-9]")
                .containsPattern("(?m)^accepted .* 202: [1-9].* OK$")
                .containsPattern("(?m)^sold-out .* 409: [1-9].* OK$")
                .containsPattern("(?m)^invariants .* OK +reached$");
    }
}
