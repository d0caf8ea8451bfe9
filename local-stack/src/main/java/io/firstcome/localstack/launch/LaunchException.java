package io.firstcome.localstack.launch;

/** The suite cannot start; the message is one line for the person who asked for it. */
public final class LaunchException extends RuntimeException {

    public LaunchException(String message) {
        super(message);
    }

    public LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
