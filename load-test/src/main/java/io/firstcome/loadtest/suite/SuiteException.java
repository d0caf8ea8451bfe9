package io.firstcome.loadtest.suite;

/** The suite does not do what the rehearsal needs. The message is one line for the person at the terminal. */
public abstract sealed class SuiteException extends RuntimeException {

    private SuiteException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Nothing has begun: the suite is not running, or what is needed to talk to it is missing. */
    public static final class NotReady extends SuiteException {
        public NotReady(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The rehearsal had begun and cannot be brought to its end. */
    public static final class BrokenOff extends SuiteException {
        public BrokenOff(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
