package io.firstcome.bench.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** A kind of load. One instance is one row of the table; it lives for all rounds. */
public interface Scenario {

    /** What {@code --only} names it by; several rows may share it. */
    String group();

    /** The name of its row. */
    String name();

    /** How often it is run before it counts, at most: again as long as that makes it faster. */
    default int mostWarmUps() {
        return 1;
    }

    /** Makes what all its runs need; called once, before the first. */
    default void prepare(Stage stage) throws IOException, SQLException {}

    /**
     * Puts the load on for a while, measures, and leaves the suite at rest.
     *
     * @param length how long the load lasts, about; a scenario of a fixed number of requests does not look at it
     */
    Sample run(Stage stage, Duration length) throws IOException, SQLException;
}
