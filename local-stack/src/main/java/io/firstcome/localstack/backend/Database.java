package io.firstcome.localstack.backend;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** A running MySQL or MariaDB with one empty schema per service and a user who owns them. */
public interface Database extends Backend {

    /** The schemas that exist from the start, each of the service of that name. */
    List<String> SCHEMAS = List.of("auth", "event", "stock", "notification");

    /** The owner of the schemas. */
    String USER = "firstcome";

    /** {@code host:port}. */
    String address();

    /** The password of {@link #USER}. */
    String password();

    /** The JDBC address of one of {@link #SCHEMAS}. */
    default String jdbcUrl(String schema) {
        return "jdbc:mysql://" + address() + "/" + schema + "?createDatabaseIfNotExist=true&useSSL=false"
                + "&allowPublicKeyRetrieval=true";
    }

    /** A new connection to one of {@link #SCHEMAS}; the caller closes it. */
    default Connection connect(String schema) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(schema), USER, password());
    }
}
