package io.firstcome.bench;

/** Something that whoever runs the command is told in one line. */
public class BenchException extends RuntimeException {

    /** @param message one line: what is wrong and, where known, what to do */
    public BenchException(String message) {
        super(message);
    }

    /** @param message one line: what is wrong and, where known, what to do */
    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
