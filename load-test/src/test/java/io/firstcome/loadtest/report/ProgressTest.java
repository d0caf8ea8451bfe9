package io.firstcome.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final String FIGURES = "2,000 answers: 100 accepted, 1,900 sold out";
    private static final List<String> PANEL = List.of("applies " + "▁".repeat(50), "left");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void onATerminalNoLineThatIsWrittenOverIsWiderThanItAndTheLastOneIsWhole() {
        String written = afterAStep(40);

        String drawnOver = written.substring(0, written.lastIndexOf("\u001b[J"));
        assertThat(drawnOver.replaceAll("\u001b\\[\\d*[A-Z]", "").split("[\r\n]+"))
                .contains("left")
                .allMatch(line -> line.length() <= 40)
                .anyMatch(line -> line.startsWith("applies ▁") && line.endsWith("▁…"));
        assertThat(drawnOver).as("back up over both lines").endsWith("\r\u001b[2A\r");
        assertThat(written).endsWith("  The herd: " + FIGURES + System.lineSeparator());
    }

    @Test
    void elsewhereLinesArePlainAndWhole() {
        assertThat(afterAStep(0).lines())
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("  The herd: " + FIGURES),
                        line -> assertThat(line).isEqualTo(PANEL.getFirst()),
                        line -> assertThat(line).isEqualTo("left"));
    }

    private String afterAStep(int columns) {
        Progress progress = new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), columns);
        progress.below(() -> PANEL);
        progress.during("The herd", () -> FIGURES, () -> null);
        return out.toString(StandardCharsets.UTF_8);
    }
}
