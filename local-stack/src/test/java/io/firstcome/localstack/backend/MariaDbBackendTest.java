package io.firstcome.localstack.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbBackendTest {
    @TempDir
    Path folder;

    @Test
    void keepsItsDataWhenKilledAndStartedAgain() throws SQLException, IOException {
        int port = FreePorts.next();
        try (var database = MariaDbBackend.start(Home.under(folder), port, "secret")) {
            change(database, "create table word (text varchar(20)) engine = innodb");
            change(database, "insert into word values ('선착순')");
            database.kill();
            assertThat(Sockets.listens(port)).isFalse();
            database.start();
            assertThat(ask(database, "select text from word")).isEqualTo("선착순");
        }
        assertThat(Sockets.listens(port)).isFalse();
        assertThat(Home.under(folder).pids().running()).isEmpty();
    }

    @Test
    void hasASchemaPerServiceForOneUserAndForNobodyElse() throws SQLException {
        int port = FreePorts.next();
        try (var database = MariaDbBackend.start(Home.under(folder), port, "secret")) {
            for (var schema : Database.SCHEMAS) {
                try (var connection = database.connect(schema)) {
                    assertThat(connection.getCatalog()).isEqualTo(schema);
                }
            }
            assertThat(ask(database, "select @@innodb_flush_log_at_trx_commit")).isEqualTo("1");
            assertThat(ask(database, "select @@character_set_server")).isEqualTo("utf8mb4");
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl("auth"), "root", ""))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl("mysql"), Database.USER, "secret"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void saysWhyItDidNotStart() {
        int port = FreePorts.next();
        try (var first = MariaDbBackend.start(Home.under(folder.resolve("first")), port, "secret")) {
            assertThat(first.address()).endsWith(":" + port);
            assertThatThrownBy(() -> MariaDbBackend.start(Home.under(folder.resolve("second")), port, "secret"))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("mariadb.log")
                    .hasMessageContaining("port " + port + " is taken");
        }
    }

    private static void change(Database database, String sql) throws SQLException {
        try (var connection = database.connect("event");
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String ask(Database database, String sql) throws SQLException {
        try (var connection = database.connect("event");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
