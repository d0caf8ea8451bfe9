package io.firstcome.localstack.launch;

import java.io.PrintStream;
import java.time.Duration;

/** Tells a person what is being done. */
@FunctionalInterface
public interface Progress {

    void say(String line);

    /** Says nothing. */
    static Progress silent() {
        return line -> {};
    }

    /** Writes each line with the seconds since now before it. */
    static Progress on(PrintStream out) {
        var start = System.nanoTime();
        return line -> out.printf(
                "[%3d s] %s%n", Duration.ofNanos(System.nanoTime() - start).toSeconds(), line);
    }
}
