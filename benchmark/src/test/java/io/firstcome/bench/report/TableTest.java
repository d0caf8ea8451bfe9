package io.firstcome.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table =
            new Table("load", "answers/s").row("accepted", "12,345").row("a|b", "1");

    @Test
    void aTerminalShowsColumnsBelowEachOther() {
        assertThat(table.text())
                .isEqualTo("load      answers/s\n────────  ─────────\naccepted     12,345\na|b               1\n");
    }

    @Test
    void markdownSetsNumbersToTheRightAndKeepsBarsApart() {
        assertThat(table.markdown())
                .isEqualTo("| load | answers/s |\n| --- | --: |\n| accepted | 12,345 |\n| a\\|b | 1 |\n");
    }

    @Test
    void aRowHasAsManyCellsAsThereAreColumns() {
        assertThatThrownBy(() -> table.row("one")).isInstanceOf(IllegalArgumentException.class);
    }
}
