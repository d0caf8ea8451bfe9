package io.firstcome.notification;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Inserts many rows by one statement whose values are literals. The driver's own rewriting of a prepared batch costs several times as
 * much, because it keeps, copies and formats each parameter as an object. No quoting is needed, so none can be forgotten: numbers
 * and times are written from {@code long}s, texts in hexadecimal.
 */
public final class RowInsert {

    /** Characters after which a statement is sent; far below what a server takes as one packet. */
    private static final int ENOUGH = 1 << 20;

    private static final int EXPECTED_ROW = 192;

    private final JdbcTemplate jdbc;
    private final String head;
    private final String tail;

    /**
     * Makes an insert.
     *
     * @param head the statement up to and with {@code values}
     * @param tail what follows the rows, or an empty string
     */
    public RowInsert(JdbcTemplate jdbc, String head, String tail) {
        this.jdbc = jdbc;
        this.head = head + " ";
        this.tail = " " + tail;
    }

    /**
     * Inserts a row per item, in their order and in the caller's transaction. Few statements are sent, nearly always one; none for no items.
     *
     * @param values writes the values of one row, in the order of the statement's columns
     * @throws org.springframework.dao.DataAccessException when a statement is refused
     */
    public <T> void insert(List<T> items, BiConsumer<Values, T> values) {
        Values row = new Values(new StringBuilder(Math.min(ENOUGH, items.size() * EXPECTED_ROW) + EXPECTED_ROW));
        for (T item : items) {
            row.text.append(row.text.isEmpty() ? head : ",");
            row.begin();
            values.accept(row, item);
            row.end();
            if (row.text.length() >= ENOUGH) {
                send(row.text);
            }
        }
        if (!row.text.isEmpty()) {
            send(row.text);
        }
    }

    private void send(StringBuilder text) {
        jdbc.update(text.append(tail).toString());
        text.setLength(0);
    }

    /** Writes the values of a row. Rows have much in common, so texts and seconds are kept as they were written. */
    public static final class Values {

        private static final int THOUSAND = 1000;

        private final StringBuilder text;
        private final Map<String, String> texts = new HashMap<>();
        private final Map<Long, String> seconds = new HashMap<>();
        private boolean first;

        private Values(StringBuilder text) {
            this.text = text;
        }

        private void begin() {
            text.append('(');
            first = true;
        }

        private void end() {
            text.append(')');
        }

        private StringBuilder next() {
            if (!first) {
                text.append(',');
            }
            first = false;
            return text;
        }

        /** Adds a whole number. */
        public Values number(long number) {
            next().append(number);
            return this;
        }

        /** Adds a time for a {@code datetime(3)} column, in UTC; its year must have four digits. */
        public Values time(Instant time) {
            return time(time.toEpochMilli());
        }

        /** Adds a time as above, given in epoch milliseconds. */
        public Values time(long epochMilli) {
            int millis = Math.floorMod(epochMilli, THOUSAND);
            next().append(seconds.computeIfAbsent(Math.floorDiv(epochMilli, THOUSAND), Values::second))
                    .append((char) ('0' + millis / 100))
                    .append((char) ('0' + millis / 10 % 10))
                    .append((char) ('0' + millis % 10))
                    .append('\'');
            return this;
        }

        private static String second(long epochSecond) {
            return "'%tF %<tT.".formatted(LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC));
        }

        /** Adds a text, whatever is in it. */
        public Values text(String value) {
            next().append(texts.computeIfAbsent(value, Values::literal));
            return this;
        }

        /** Adds a text that may be missing. */
        public Values textOrNull(String value) {
            if (value == null) {
                next().append("null");
                return this;
            }
            return text(value);
        }

        private static String literal(String value) {
            return "_utf8mb4 x'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + "'";
        }
    }
}
