package io.firstcome.localstack.backend;

import java.util.Map;
import java.util.stream.Collectors;
import org.testcontainers.images.builder.Transferable;

/** MySQL 8.4 in a container, with the schemas and the user of {@link MariaDbBackend}. */
final class DockerDatabase extends ContainerBackend implements Database {
    private static final String PASSWORD = "test";

    private final int port;

    DockerDatabase(int port) {
        super(
                "mysql:8.4",
                Map.of(port, 3306),
                Map.of("MYSQL_RANDOM_ROOT_PASSWORD", "yes", "MYSQL_USER", USER, "MYSQL_PASSWORD", PASSWORD));
        this.port = port;
        var statements = SCHEMAS.stream()
                .map(schema ->
                        "CREATE DATABASE `%1$s`; GRANT ALL ON `%1$s`.* TO '%2$s'@'%%';\n".formatted(schema, USER))
                .collect(Collectors.joining());
        container()
                .withCommand(
                        "--character-set-server=utf8mb4",
                        "--collation-server=utf8mb4_unicode_ci",
                        "--default-time-zone=+00:00")
                .withCopyToContainer(Transferable.of(statements), "/docker-entrypoint-initdb.d/schemas.sql");
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public String password() {
        return PASSWORD;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("FIRSTCOME_MYSQL", address(), "FIRSTCOME_MYSQL_USER", USER, "FIRSTCOME_MYSQL_PASSWORD", PASSWORD);
    }

    @Override
    boolean answers() {
        return Answers.database(port, this);
    }
}
