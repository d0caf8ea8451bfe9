package io.firstcome.localstack.backend;

import java.nio.file.Path;

/** A server did not start; the message is one line with the cause and names the log to read. */
public final class StartFailedException extends RuntimeException {

    public StartFailedException(String name, String cause, Path log) {
        super(name + " did not start: " + cause + " (log: " + log + ")");
    }

    public StartFailedException(String name, Exception cause) {
        super(name + " did not start: " + cause, cause);
    }
}
