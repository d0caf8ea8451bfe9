package io.firstcome.bench.scenario;

/** What a run of a scenario is told by. */
public enum Figure {
    PER_SECOND("answers/s"),
    P50_MILLIS("p50 ms"),
    P99_MILLIS("p99 ms"),
    MAX_MILLIS("max ms"),
    /** Requests whose end is unknown: the connection broke, or no answer came in time. */
    UNANSWERED("unanswered"),
    CONNECT_FAILURES("failed to connect"),
    /** Of all processor time that was used, by generator, suite and backends. */
    GENERATOR_PERCENT("generator %"),
    /** What processes that have nothing to do with this took of the machine's processors: disturbance. */
    OTHERS_PERCENT("others %"),
    /** Of the claims told with 202, at the moment of the last answer. */
    SETTLED_PERCENT("settled when the load ends %"),
    /** From the last answer until each claim was a row in MySQL. */
    SETTLED_SECONDS("all settled after s"),
    /** Processor time of notification-service and of the database, from before the load until all was settled. */
    SETTLING_NOTIFICATION_MICROS("notification, µs/claim until all settled"),
    SETTLING_DATABASE_MICROS("database, µs/claim until all settled"),
    MAILS_SENT("mails sent when the load ends"),
    MAILS_PER_SECOND("mails/s after"),
    REDIS_BYTES("Redis bytes/claim"),
    /** From the start to the last answer. */
    LAST_ANSWER_SECONDS("last answer s"),
    WINNERS("winners");

    private final String label;

    Figure(String label) {
        this.label = label;
    }

    /** What it is called in a table, with its unit. */
    public String label() {
        return label;
    }
}
