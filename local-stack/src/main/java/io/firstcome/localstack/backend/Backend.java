package io.firstcome.localstack.backend;

import java.util.Map;

/**
 * A running server that the services of the suite need. It is running when a caller first sees it. What it keeps, it keeps across
 * {@link #kill()}, {@link #stop()} and {@link #start()}, on the same port.
 */
public interface Backend extends AutoCloseable {

    /** The settings (names of environment variables) by which a service finds this backend. */
    Map<String, String> environment();

    /** Starts it again after {@link #stop()} or {@link #kill()} and returns when it answers; does nothing when it is running. */
    void start();

    /** Ends it in an orderly way; does nothing when it is not running. */
    void stop();

    /** Ends it as a power cut would. */
    void kill();

    /** Ends it for good. */
    @Override
    void close();
}
