package io.firstcome.auth.token;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables {@code session} and {@code refresh_token}. Every change of state is a compare-and-set. Times are UTC. */
@Component
class SessionStore {

    private final JdbcClient sql;
    private final TransactionTemplate transaction;

    SessionStore(JdbcClient sql, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.transaction = new TransactionTemplate(transactions);
        // No gap locks: a look-up of an invented token must not hold up the tokens being inserted beside it.
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    }

    /** Runs several of the statements below as one; nothing that waits for a network belongs in it. */
    <T> T inTransaction(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }

    /** A refresh token that was found, with its session. */
    record Found(long tokenId, boolean tokenActive, long sessionId, long accountId, boolean sessionActive) {}

    /** An access token that has not ended by itself. */
    record LiveAccess(String id, Instant expiresAt) {}

    long insertSession(long accountId, Instant now, Instant expiresAt) {
        KeyHolder id = new GeneratedKeyHolder();
        sql.sql("insert into session (account_id, state, created_at, expires_at) values (?, 'ACTIVE', ?, ?)")
                .params(accountId, utc(now), utc(expiresAt))
                .update(id, "id");
        return id.getKeyAs(Number.class).longValue();
    }

    void insertToken(long sessionId, NewPair pair) {
        sql.sql("insert into refresh_token (session_id, token_hash, state, access_id, access_expires_at, created_at)"
                        + " values (?, ?, 'ACTIVE', ?, ?, ?)")
                .params(
                        sessionId,
                        pair.refreshToken().hash(),
                        pair.accessId(),
                        utc(pair.accessExpiresAt()),
                        utc(pair.at()))
                .update();
    }

    /**
     * Finds a refresh token and locks it and its session until the end of the transaction, so that a refresh and a logout
     * of one session come one after the other: the logout then knows every access token there is.
     */
    Optional<Found> lock(byte[] refreshHash, Instant now) {
        return sql.sql("""
                        select t.id, t.state = 'ACTIVE' as token_active, s.id as session_id, s.account_id,
                               s.state = 'ACTIVE' and s.expires_at > ? as session_active
                        from refresh_token t join session s on s.id = t.session_id
                        where t.token_hash = ? for update""")
                .params(utc(now), refreshHash)
                .query(SessionStore::found)
                .optional();
    }

    /** Spends a refresh token; false when it is spent already. */
    boolean rotate(long tokenId) {
        return sql.sql("update refresh_token set state = 'ROTATED' where id = ? and state = 'ACTIVE'")
                        .param(tokenId)
                        .update()
                == 1;
    }

    /** Finds the session that an access token belongs to. */
    Optional<Long> sessionOfAccess(String accessId) {
        return sql.sql("select session_id from refresh_token where access_id = ?")
                .param(accessId)
                .query(Long.class)
                .optional();
    }

    /** Finds the session that a refresh token belongs to, if it is that account's. */
    Optional<Long> sessionOfRefresh(byte[] refreshHash, long accountId) {
        return sql.sql("""
                        select s.id from refresh_token t join session s on s.id = t.session_id
                        where t.token_hash = ? and s.account_id = ?""").params(refreshHash, accountId).query(Long.class).optional();
    }

    /** Ends a session; false when it has ended already. */
    boolean end(long sessionId) {
        return sql.sql("update session set state = 'ENDED' where id = ? and state = 'ACTIVE'")
                        .param(sessionId)
                        .update()
                == 1;
    }

    /** Returns the session's access tokens that are still valid. */
    List<LiveAccess> liveAccess(long sessionId, Instant now) {
        return sql.sql("select access_id, access_expires_at from refresh_token"
                        + " where session_id = ? and access_expires_at > ?")
                .params(sessionId, utc(now))
                .query((row, n) -> new LiveAccess(
                        row.getString(1), row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC)))
                .list();
    }

    /** Deletes sessions, with their tokens, whose time is over; returns how many sessions. */
    int deleteExpired(Instant now, int limit) {
        return sql.sql("delete from session where expires_at < ? order by expires_at limit ?")
                .params(utc(now), limit)
                .update();
    }

    private static Found found(ResultSet row, int n) throws SQLException {
        return new Found(
                row.getLong("id"),
                row.getBoolean("token_active"),
                row.getLong("session_id"),
                row.getLong("account_id"),
                row.getBoolean("session_active"));
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
