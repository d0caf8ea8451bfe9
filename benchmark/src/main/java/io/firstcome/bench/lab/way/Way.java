package io.firstcome.bench.lab.way;

import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantOutcome;

/** One way to give away the units of one event, used by many threads at once. */
public interface Way extends AutoCloseable {

    /** Opens the stock; once per event, whatever processes there are. */
    void open(long quantity);

    /**
     * Decides on one applicant and returns when that is done.
     *
     * @throws RuntimeException when there is no answer, because a lock was not free in time or a backend failed
     */
    GrantOutcome apply(Applicant applicant);

    /** Ends its own threads. The connections are not its own. */
    @Override
    default void close() {}
}
