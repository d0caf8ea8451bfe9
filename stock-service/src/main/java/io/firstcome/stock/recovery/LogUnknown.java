package io.firstcome.stock.recovery;

/** What is on the log cannot be said for certain: Kafka is away, or gave no answer in time. */
final class LogUnknown extends RuntimeException {

    LogUnknown(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
