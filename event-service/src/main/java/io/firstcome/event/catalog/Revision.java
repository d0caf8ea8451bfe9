package io.firstcome.event.catalog;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The number that every change of an event raises, in the transaction of the change. It is read twenty times a second by each instance,
 * so by one statement alone: a repository would make it three, with a transaction around.
 */
@Component
class Revision {

    private final JdbcClient jdbc;

    Revision(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Reads it; in a transaction, as it is there. */
    long read() {
        return jdbc.sql("select revision from catalog_revision")
                .query((row, number) -> row.getLong(1))
                .single();
    }

    /** Raises it; also makes changes of the catalog wait for each other. To be called in the transaction of the change. */
    void raise() {
        jdbc.sql("update catalog_revision set revision = revision + 1").update();
    }
}
