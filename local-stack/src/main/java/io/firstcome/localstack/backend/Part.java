package io.firstcome.localstack.backend;

/** The backends there are. */
public enum Part {
    REDIS,
    KAFKA,
    DATABASE,
    MAILBOX
}
