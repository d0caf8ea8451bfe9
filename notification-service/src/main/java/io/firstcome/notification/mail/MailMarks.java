package io.firstcome.notification.mail;

import io.firstcome.notification.UtcColumn;
import io.firstcome.notification.failure.FailureLog;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down what became of taken mails. Every change is a compare-and-set: it holds only for the worker whose taking was
 * the last, and only while the mail is pending. That a mail was sent holds although it was cancelled meanwhile: it has gone out.
 */
@Component
class MailMarks {

    private static final String IF_STILL_MINE =
            " where event_id = ? and rank_no = ? and user_id = ? and state in ('PENDING', ?) and attempts = ?";

    private static final String MARK =
            "update mail set state = ?, due_at = coalesce(?, due_at), failures = ?, sent_at = ?, last_error = ?"
                    + IF_STILL_MINE;

    /** Width of the column {@code last_error}. */
    private static final int LONGEST_ERROR = 200;

    private final JdbcTemplate jdbc;
    private final FailureLog failures;
    private final Clock clock;

    MailMarks(JdbcTemplate jdbc, FailureLog failures, Clock clock) {
        this.jdbc = jdbc;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * Marks mails in one transaction; what was given up becomes a failure in the same.
     *
     * @return those that were marked; the others had been taken by somebody else after the lease, or were cancelled
     */
    @Transactional
    List<Delivery> mark(List<Delivery> deliveries) {
        LocalDateTime now = UtcColumn.of(clock.instant());
        int[] counts = jdbc.batchUpdate(
                MARK, deliveries.stream().map(d -> values(d, now)).toList());
        List<Delivery> marked = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 1) {
                marked.add(deliveries.get(i));
            }
        }
        for (Delivery delivery : marked) {
            if (delivery instanceof Delivery.Failed failed) {
                failures.addMail(failed.mail().eventId(), failed.mail().user(), clipped(failed.error()));
            }
        }
        return marked;
    }

    private static Object[] values(Delivery delivery, LocalDateTime now) {
        Confirmation mail = delivery.mail();
        return switch (delivery) {
            case Delivery.Sent sent -> row(mail, "SENT", null, mail.failures(), now, null);
            case Delivery.Deferred later ->
                row(mail, "PENDING", UtcColumn.of(later.due()), mail.failures() + 1, null, later.error());
            case Delivery.PutBack back ->
                row(mail, "PENDING", UtcColumn.of(back.due()), mail.failures(), null, back.error());
            case Delivery.Failed failed -> row(mail, "FAILED", null, mail.failures() + 1, null, failed.error());
            case Delivery.NoAddress nobody -> row(mail, "NO_ADDRESS", null, mail.failures(), null, null);
        };
    }

    private static Object[] row(
            Confirmation mail, String state, LocalDateTime due, int failures, LocalDateTime sentAt, String error) {
        return new Object[] {
            state,
            due,
            failures,
            sentAt,
            clipped(error),
            mail.eventId(),
            mail.rank(),
            mail.user(),
            state.equals("SENT") ? "CANCELLED" : "PENDING",
            mail.attempt()
        };
    }

    /** An outage's name may hold host names of any length; a mark that is refused for it would never be made. */
    private static String clipped(String error) {
        return error == null || error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
    }
}
