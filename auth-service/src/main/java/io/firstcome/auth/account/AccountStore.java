package io.firstcome.auth.account;

import io.firstcome.auth.secret.PersonalData;
import io.firstcome.auth.secret.PersonalData.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;

/** The table {@code account}. Addresses go in encrypted and come out for sending only. */
@Component
class AccountStore {

    private static final Logger log = LoggerFactory.getLogger(AccountStore.class);

    private final JdbcClient sql;
    private final PersonalData personalData;
    private final Clock clock;

    AccountStore(JdbcClient sql, PersonalData personalData, Clock clock) {
        this.sql = sql;
        this.personalData = personalData;
        this.clock = clock;
    }

    /** A row as it is stored. */
    record Stored(long id, byte[] hash, Sealed address) {}

    /** Returns the id of the new account, or of the one that has the address already: the unique key decides, then one reads. */
    long insertOrFind(EmailAddress address, byte[] addressHash) {
        Sealed sealed = personalData.seal(address.value(), addressHash);
        KeyHolder id = new GeneratedKeyHolder();
        try {
            sql.sql("insert into account (address_hash, address_cipher, key_id, created_at) values (?, ?, ?, ?)")
                    .params(addressHash, sealed.content(), sealed.keyId(), now())
                    .update(id, "id");
            return id.getKeyAs(Number.class).longValue();
        } catch (DuplicateKeyException known) {
            return sql.sql("select id from account where address_hash = ?")
                    .param(addressHash)
                    .query(Long.class)
                    .single();
        }
    }

    Optional<Long> find(byte[] addressHash) {
        return sql.sql("select id from account where address_hash = ?")
                .param(addressHash)
                .query(Long.class)
                .optional();
    }

    Optional<byte[]> addressHash(long id) {
        return sql.sql("select address_hash from account where id = ?")
                .param(id)
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    /** Returns the addresses of those of the accounts that there are. */
    Map<Long, String> addresses(Collection<Long> ids) {
        Map<Long, String> addresses = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.sql("select id, address_hash, address_cipher, key_id from account where id in (:ids)")
                    .param("ids", ids)
                    .query(AccountStore::stored)
                    .list()
                    .forEach(row -> address(row).ifPresent(address -> addresses.put(row.id(), address)));
        }
        return addresses;
    }

    /** Returns the ids of the keys that addresses are encrypted with. */
    List<String> keysInUse() {
        return sql.sql("select distinct key_id from account")
                .query(String.class)
                .list();
    }

    /** Returns the newest rows that were encrypted with a key. */
    List<Stored> newest(String key, int limit) {
        return sql.sql("select id, address_hash, address_cipher, key_id from account where key_id = ?"
                        + " order by id desc limit ?")
                .params(key, limit)
                .query(AccountStore::stored)
                .list();
    }

    /** Returns the address of a row. One damaged row must not keep the mails of all others; it is as good as an account without an address. */
    Optional<String> address(Stored row) {
        try {
            return Optional.of(personalData.open(row.address(), row.hash()));
        } catch (PersonalData.Unreadable e) {
            log.error("The address of account {} cannot be read", row.id(), e);
            return Optional.empty();
        }
    }

    private static Stored stored(ResultSet row, int n) throws SQLException {
        return new Stored(
                row.getLong("id"),
                row.getBytes("address_hash"),
                new Sealed(row.getString("key_id"), row.getBytes("address_cipher")));
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
