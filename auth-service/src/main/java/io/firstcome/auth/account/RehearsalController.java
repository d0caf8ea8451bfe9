package io.firstcome.auth.account;

import io.firstcome.auth.secret.KeyedHash;
import io.firstcome.auth.secret.KeyedHash.Purpose;
import io.firstcome.auth.secret.PersonalData;
import io.firstcome.auth.secret.PersonalData.Sealed;
import io.firstcome.contracts.account.RehearsalAccounts;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.problem.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Makes a crowd for a rehearsal. Exists only where rehearsals are switched on. */
@RestController
@ConditionalOnBooleanProperty("firstcome.auth.rehearsal")
class RehearsalController {

    private static final int MAX_COUNT = 100_000;

    /** Rows of one statement (the driver rewrites a batch to one): some 200 kB, well below any {@code max_allowed_packet}. */
    private static final int CHUNK = 1_000;

    private final JdbcTemplate jdbc;
    private final KeyedHash hash;
    private final PersonalData personalData;
    private final Clock clock;

    RehearsalController(JdbcTemplate jdbc, KeyedHash hash, PersonalData personalData, Clock clock) {
        this.jdbc = jdbc;
        this.hash = hash;
        this.personalData = personalData;
        this.clock = clock;
    }

    @PostMapping("/internal/rehearsal/accounts")
    RehearsalAccounts create(@RequestBody RehearsalAccounts.Request request) {
        if (request.count() < 1 || request.count() > MAX_COUNT) {
            throw ProblemException.of(ProblemCode.INVALID_INPUT, "count is 1 to " + MAX_COUNT);
        }
        String run = UUID.randomUUID().toString().substring(0, 8);
        List<Long> ids = new ArrayList<>(request.count());
        for (int first = 0; first < request.count(); first += CHUNK) {
            int from = first;
            int to = Math.min(first + CHUNK, request.count());
            ids.addAll(jdbc.execute((ConnectionCallback<List<Long>>) connection -> insert(connection, run, from, to)));
        }
        return new RehearsalAccounts(ids);
    }

    private List<Long> insert(Connection connection, String run, int from, int to) throws SQLException {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into account (address_hash, address_cipher, key_id, created_at) values (?, ?, ?, ?)",
                Statement.RETURN_GENERATED_KEYS)) {
            for (int n = from; n < to; n++) {
                String address = "rehearsal-" + run + "-" + n + "@rehearsal.firstcome.local";
                byte[] addressHash = hash.bytes(Purpose.ACCOUNT, address);
                Sealed sealed = personalData.seal(address, addressHash);
                insert.setBytes(1, addressHash);
                insert.setBytes(2, sealed.content());
                insert.setString(3, sealed.keyId());
                insert.setObject(4, now);
                insert.addBatch();
            }
            insert.executeBatch();
            List<Long> ids = new ArrayList<>(to - from);
            try (ResultSet keys = insert.getGeneratedKeys()) {
                while (keys.next()) {
                    ids.add(keys.getLong(1));
                }
            }
            return ids;
        }
    }
}
