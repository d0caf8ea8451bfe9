package io.firstcome.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class RowInsertTest extends ServiceTest {

    @Autowired
    private JdbcTemplate template;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void whateverIsInATextItIsStoredAsItIs() {
        List<String> texts = List.of(
                "",
                " ",
                "'",
                "\"",
                "\\",
                "\\'",
                "'); drop table claim; -- ",
                "?",
                ":name",
                "%s",
                "{}",
                "\u0000\n\r",
                "봄 선물 🎁");
        assertThat(stored(texts.stream().map(text -> new Row(1, Instant.EPOCH, text))))
                .containsExactlyElementsOf(texts.stream()
                        .map(text -> new Row(1, Instant.EPOCH, text))
                        .toList());
    }

    @Test
    void timesAreStoredToTheMillisecondInUtc() {
        List<Row> rows = Stream.of(
                        "1970-01-01T00:00:00.001Z",
                        "2026-03-29T01:30:00.010Z",
                        "2026-11-20T23:59:59.999Z",
                        "2026-11-21T00:00:00Z",
                        "9999-12-31T00:00:00.100Z")
                .map(time -> new Row(Long.MAX_VALUE, Instant.parse(time), "x"))
                .toList();
        assertThat(stored(rows.stream())).containsExactlyElementsOf(rows);
    }

    @Test
    void moreThanOneStatementHoldsIsSentAsSeveral() {
        List<Row> rows = Stream.iterate(1L, n -> n + 1)
                .limit(3_000)
                .map(n -> new Row(n, Instant.EPOCH, "🎁".repeat(499) + n % 10))
                .toList();
        assertThat(stored(rows.stream())).containsExactlyElementsOf(rows);
    }

    @Test
    void nothingIsSentForNoRows() {
        assertThat(stored(Stream.empty())).isEmpty();
    }

    /** Stores rows in a table that only this transaction's connection knows, and reads them back. */
    private List<Row> stored(Stream<Row> rows) {
        return transaction.execute(status -> {
            template.execute("""
                    create temporary table row_insert (
                        id bigint not null auto_increment primary key, n bigint not null, at datetime(3) not null, t varchar(500) not null)
                    default charset = utf8mb4""");
            try {
                new RowInsert(template, "insert into row_insert (n, at, t) values", "")
                        .insert(
                                rows.toList(),
                                (values, row) ->
                                        values.number(row.number).time(row.time).text(row.text));
                return template.query(
                        "select n, at, t from row_insert order by id",
                        (row, place) -> new Row(row.getLong("n"), UtcColumn.read(row, "at"), row.getString("t")));
            } finally {
                template.execute("drop temporary table row_insert");
            }
        });
    }

    private record Row(long number, Instant time, String text) {}
}
