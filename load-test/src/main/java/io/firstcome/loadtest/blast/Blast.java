package io.firstcome.loadtest.blast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A closed loop of HTTP/1.1 requests on the calling thread: one selector, keep-alive connections, one request in flight on
 * each. It retries no request; an answer of any status is an answer. A connection that its answer closes is opened again
 * for the next request.
 *
 * <p>The calling thread must be a platform thread, since its CPU time is measured. An interrupt ends a blast with an
 * {@link java.io.InterruptedIOException}.
 */
public final class Blast {

    private static final Duration LAST_WAIT = Duration.ofSeconds(10);

    private Blast() {}

    /**
     * Opens all connections, in waves that spare the server's accept queue, and then fires on all of them, each as soon as
     * its answer is there. A connection that cannot be opened is tried three times more, and again when it is to fire.
     *
     * @param server      where to; resolved
     * @param connections how many connections, which is also how many requests are in flight
     * @param atMost      from the first request on; then no new ones are sent, and those in flight are awaited up to ten
     *                    seconds more
     * @throws java.net.ConnectException when none of the connections can be opened
     * @throws IOException               when this process can open no more connections, or is interrupted
     */
    public static BlastResult run(InetSocketAddress server, int connections, Duration atMost, Shots shots, Ear ear)
            throws IOException {
        try (Firing firing = new Firing(server, connections, atMost, LAST_WAIT, shots, ear)) {
            firing.open();
            return firing.run();
        } catch (UncheckedIOException noSocket) {
            throw noSocket.getCause();
        }
    }

    /**
     * Everybody at one moment: nothing is open before, every connection is opened and sends its request as soon as it is.
     * The latency of each connection's first request counts from the start of the stampede. Connections go on with further
     * shots, if there are any; with fewer shots than connections only as many are opened. Parameters and exceptions are
     * those of {@link #run}, but a server that nobody can connect to is no exception here: it is told to the ear.
     */
    public static BlastResult stampede(InetSocketAddress server, int connections, Duration atMost, Shots shots, Ear ear)
            throws IOException {
        try (Firing firing = new Firing(server, connections, atMost, LAST_WAIT, shots, ear)) {
            return firing.stampede();
        } catch (UncheckedIOException noSocket) {
            throw noSocket.getCause();
        }
    }
}
