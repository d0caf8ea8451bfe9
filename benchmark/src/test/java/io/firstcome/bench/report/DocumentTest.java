package io.firstcome.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
    private static final String TEMPLATE = """
            # New title
            <!-- by hand: begin -->
            <!-- by hand: end -->
            <!-- suite: begin -->
            Not yet.
            <!-- suite: end -->
            <!-- strategies: begin -->
            Not yet.
            <!-- strategies: end -->
            """;

    @Test
    void whatIsWrittenAnewReplacesAndAllElseStays() {
        var old = TEMPLATE.replace("New title", "Old title")
                .replace("hand: begin -->\n", "hand: begin -->\nMy words: $1 \\ and a second line\n\n")
                .replace("strategies: begin -->\nNot yet.", "strategies: begin -->\n| table |");

        var merged = Document.merged(TEMPLATE, old, Map.of("suite", "| figures $2 |"));

        assertThat(merged)
                .startsWith("# New title\n")
                .contains("<!-- by hand: begin -->\nMy words: $1 \\ and a second line\n\n<!-- by hand: end -->")
                .contains("<!-- suite: begin -->\n| figures $2 |\n<!-- suite: end -->")
                .contains("<!-- strategies: begin -->\n| table |\n<!-- strategies: end -->");
    }

    @Test
    void withoutAFileTheTemplateIsFilled(@TempDir Path folder) throws Exception {
        var file = folder.resolve("benchmarks.md");

        Document.write(file, Map.of(Document.STRATEGIES, "the lab's table\n"));

        assertThat(Files.readString(file))
                .contains("<!-- strategies: begin -->\nthe lab's table\n<!-- strategies: end -->")
                .contains("<!-- suite: begin -->\nNot measured yet: `./bench`.\n<!-- suite: end -->")
                .contains("<!-- by hand: begin -->");
    }
}
