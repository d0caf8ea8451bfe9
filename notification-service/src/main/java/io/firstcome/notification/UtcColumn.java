package io.firstcome.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Instants in {@code datetime(3)} columns, in UTC. They pass the driver as local date-times, which it never converts, so
 * that no time zone of JVM, session or server has a say.
 */
public final class UtcColumn {

    private UtcColumn() {}

    /** Returns the value for a column, cut to the millisecond. */
    public static LocalDateTime of(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Returns the instant in a column that is not null. */
    public static Instant read(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
