package io.firstcome.bench.scenario;

import io.firstcome.localstack.backend.Database;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How far notification-service is with the claims of some events, looked at in MySQL. */
final class Settling {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** So that counting does not take the processors from the settling that it waits for. */
    private static final long PAUSE_NANOS_PER_MISSING = TimeUnit.MICROSECONDS.toNanos(20);

    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private final Database database;
    private final long firstEvent;
    private final long lastEvent;

    /** Looks at the events whose ids are between these two, both included. */
    Settling(Database database, long firstEvent, long lastEvent) {
        this.database = database;
        this.firstEvent = firstEvent;
        this.lastEvent = lastEvent;
    }

    /** How many claims are settled. */
    long claims() throws SQLException {
        return count("select count(*) from claim where event_id between ? and ?");
    }

    /** How many mails are sent. */
    long mailsSent() throws SQLException {
        return count("select count(*) from mail where event_id between ? and ? and state = 'SENT'");
    }

    /** How many mails there are, sent or not. */
    long mails() throws SQLException {
        return count("select count(*) from mail where event_id between ? and ?");
    }

    /** Returns when so many claims are settled, or after two minutes; says how many are. */
    long await(long wanted) throws SQLException {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            var settled = claims();
            if (settled >= wanted || System.nanoTime() > deadline) {
                return settled;
            }
            LockSupport.parkNanos(
                    Math.clamp((wanted - settled) * PAUSE_NANOS_PER_MISSING, SHORTEST_PAUSE, LONGEST_PAUSE));
        }
    }

    /** Takes the mails that wait out of the queue: what is measured next is not to pay for what was measured before. */
    void dropWaitingMails() throws SQLException {
        try (var connection = database.connect("notification");
                var delete = connection.prepareStatement(
                        "delete from mail where event_id between ? and ? and state = 'PENDING' limit 10000")) {
            delete.setLong(1, firstEvent);
            delete.setLong(2, lastEvent);
            // In parts, since the workers use the same rows.
            while (hasDeleted(delete)) {}
        }
    }

    private static boolean hasDeleted(PreparedStatement delete) throws SQLException {
        try {
            return delete.executeUpdate() > 0;
        } catch (SQLTransactionRollbackException deadlock) {
            return true; // a worker was in the way: again
        }
    }

    private long count(String sql) throws SQLException {
        try (var connection = database.connect("notification");
                var select = connection.prepareStatement(sql)) {
            select.setLong(1, firstEvent);
            select.setLong(2, lastEvent);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
