package io.firstcome.notification.failure;

import io.firstcome.notification.UtcColumn;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where failures are put down, in the transaction of what failed. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class FailureLog {

    /** A record known already stays as it is: it was delivered again, nothing else failed. */
    private static final String ADD_RECORD = """
            insert into failure (kind, topic, partition_no, offset_no, event_id, user_id, payload, cause, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on duplicate key update id = id""";

    private static final String ADD_MAIL =
            "insert into failure (kind, event_id, user_id, cause, created_at) values ('MAIL', ?, ?, ?, ?)";

    /** More of a record is not kept; no claim is nearly as long, and the dead letter has more. */
    private static final int LONGEST_PAYLOAD = 64 * 1024;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    FailureLog(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Puts down records; one that is there already, by topic, partition and offset, is left alone. */
    public void addRecords(Collection<FailedRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        LocalDateTime now = UtcColumn.of(clock.instant());
        List<Object[]> rows = records.stream()
                .map(r -> new Object[] {
                    r.kind().name(),
                    r.topic(),
                    r.partition(),
                    r.offset(),
                    r.eventId(),
                    r.user(),
                    clipped(r.payload()),
                    r.cause(),
                    now
                })
                .toList();
        jdbc.batchUpdate(ADD_RECORD, rows);
    }

    /** Puts down a mail that was given up. */
    public void addMail(long eventId, long user, String cause) {
        jdbc.update(ADD_MAIL, eventId, user, cause, UtcColumn.of(clock.instant()));
    }

    private static byte[] clipped(byte[] payload) {
        return payload == null || payload.length <= LONGEST_PAYLOAD ? payload : Arrays.copyOf(payload, LONGEST_PAYLOAD);
    }
}
