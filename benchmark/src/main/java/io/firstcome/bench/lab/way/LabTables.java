package io.firstcome.bench.lab.way;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The lab's tables in MySQL or MariaDB, and a pool of connections to them. */
final class LabTables implements AutoCloseable {

    /** What may wait for the same row at once; more only makes the line longer. */
    private static final int CONNECTIONS = 16;

    private static final long LONGEST_WAIT_MILLIS = 10_000;

    private final HikariDataSource pool;
    private final JdbcTemplate template;
    private final TransactionTemplate transaction;

    private LabTables(HikariDataSource pool) {
        this.pool = pool;
        this.template = new JdbcTemplate(pool);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    /**
     * Connects, and makes the tables where they are missing.
     *
     * @param address {@code host:port}
     */
    static LabTables connect(String address, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:mysql://" + address + "/stock?useSSL=false&allowPublicKeyRetrieval=true"
                + "&rewriteBatchedStatements=true&cachePrepStmts=true&useLocalSessionState=true");
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(LONGEST_WAIT_MILLIS);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        LabTables tables = new LabTables(new HikariDataSource(config));
        for (String statement : statements()) {
            tables.template.execute(statement);
        }
        return tables;
    }

    JdbcClient jdbc() {
        return JdbcClient.create(template);
    }

    TransactionTemplate transaction() {
        return transaction;
    }

    /** Runs the statement once per row, as few round trips as can be. */
    void insertAll(String statement, List<Object[]> rows) {
        template.batchUpdate(statement, rows);
    }

    @Override
    public void close() {
        pool.close();
    }

    private static List<String> statements() {
        try (InputStream in = LabTables.class.getResourceAsStream("lab-tables.sql")) {
            return List.of(new String(in.readAllBytes(), UTF_8).strip().split(";\\s*"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
