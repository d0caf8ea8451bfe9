package io.firstcome.loadtest.blast;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The course of one blast: opening, start, end. */
final class Firing implements AutoCloseable {

    /** How many connections are opened before the server gets a moment to accept them. */
    private static final int WAVE = 64;

    private static final long WAVE_REST = TimeUnit.MILLISECONDS.toNanos(1);

    /** How long the others wait for connections that are slow to open. */
    private static final long OPENING_LIMIT = TimeUnit.SECONDS.toNanos(30);

    /** How many lines begin before answers to the first of them are looked for. */
    private static final int SALVO = 64;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Selector selector;
    private final Traffic traffic;
    private final Connector connector;
    private final Consumer<SelectionKey> happened;
    private final Line[] lines;
    private final long atMost;
    private final long lastWait;

    private long started;
    private long startedCpu;

    /** Takes what {@link Blast#run} takes, and for how long after the time is over answers are awaited. */
    Firing(InetSocketAddress server, int connections, Duration atMost, Duration lastWait, Shots shots, Ear ear)
            throws IOException {
        if (connections < 1 || !atMost.isPositive()) {
            throw new IllegalArgumentException(connections + " connections, at most " + atMost);
        }
        selector = Selector.open();
        traffic = new Traffic(server, selector, shots, ear);
        connector = traffic.connector();
        happened = traffic::happened;
        lines = new Line[connections];
        for (int i = 0; i < connections; i++) {
            lines[i] = new Line();
        }
        this.atMost = atMost.toNanos();
        this.lastWait = lastWait.toNanos();
    }

    /** Opens the connections; those that are slow about it may still be under way afterwards. */
    void open() throws IOException {
        long begun = System.nanoTime();
        connector.begin(begun);
        for (int i = 0; i < lines.length; i++) {
            connector.connect(lines[i]);
            if (isLastOf(WAVE, i) || i == lines.length - 1) {
                await(begun + OPENING_LIMIT);
            }
        }
        if (connector.everOpen() == 0) {
            ConnectException none = new ConnectException("none of " + lines.length + " connections could be opened");
            none.initCause(connector.lastFailure());
            throw none;
        }
    }

    private void await(long limit) throws IOException {
        long left = limit - System.nanoTime();
        while (connector.pending() > 0 && left > 0) {
            turn(left);
            left = limit - System.nanoTime();
        }
        LockSupport.parkNanos(WAVE_REST);
    }

    /** Fires on all lines until there are no more shots or the time is over. */
    BlastResult run() throws IOException {
        start();
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isOpen()) {
                traffic.checkIdle(lines[i]);
            }
            traffic.next(lines[i], started);
            if (isLastOf(SALVO, i)) {
                turn(0);
            }
        }
        return finish();
    }

    /** Connects all lines at once, each with its request ready. */
    BlastResult stampede() throws IOException {
        int loaded = 0;
        while (loaded < lines.length && traffic.load(lines[loaded])) {
            lines[loaded++].prepare(selector);
        }
        start();
        connector.begin(started);
        for (int i = 0; i < loaded; i++) {
            lines[i].since = started;
            connector.connect(lines[i]);
            if (isLastOf(SALVO, i)) {
                turn(0);
            }
        }
        return finish();
    }

    private void start() {
        startedCpu = THREADS.getCurrentThreadCpuTime();
        started = System.nanoTime();
        traffic.begin(started, started + atMost);
    }

    private BlastResult finish() throws IOException {
        long end = started + atMost + lastWait;
        long left = end - System.nanoTime();
        while (traffic.inFlight() > 0 && left > 0) {
            turn(left);
            left = end - System.nanoTime();
        }
        for (Line line : lines) {
            if (line.isLoaded()) {
                traffic.lose(line, tooLate(line));
            }
        }
        Duration cpu = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - startedCpu);
        return traffic.tally().result(Duration.ofNanos(traffic.lastAnswer() - started), cpu, connector);
    }

    private static IOException tooLate(Line line) {
        return line.isOpen()
                ? new SocketTimeoutException("no answer in time")
                : new ConnectException("no connection in time");
    }

    /** Waits until something happens or is due, at most so many nanoseconds, and deals with all that there is. */
    private void turn(long nanos) throws IOException {
        long wait = connector.untilNext(nanos);
        if (wait > 0) {
            // Rounded up, so that what is due is due when it ends.
            selector.select(happened, 1 + TimeUnit.NANOSECONDS.toMillis(wait));
        } else {
            selector.selectNow(happened);
        }
        connector.tryAgain();
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }

    private static boolean isLastOf(int group, int index) {
        return index % group == group - 1;
    }

    /** Closes all connections. */
    @Override
    public void close() throws IOException {
        for (Line line : lines) {
            line.close();
        }
        selector.close();
    }
}
