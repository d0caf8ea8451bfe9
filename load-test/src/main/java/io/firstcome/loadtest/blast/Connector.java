package io.firstcome.loadtest.blast;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/** Connects lines without blocking, and tries again a few times. */
final class Connector {

    /** Told when a line is open, or when connecting it has failed as often as it may. */
    interface Outcome {

        void opened(Line line);

        void givenUp(Line line, ConnectException why);
    }

    private static final int ATTEMPTS = 4;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final InetSocketAddress server;
    private final Selector selector;
    private final Outcome outcome;

    /** Lines that have failed; all wait equally long, so the first is the next that is due. */
    private final ArrayDeque<Line> again = new ArrayDeque<>();

    private int pending;
    private int everOpen;
    private long failures;
    private IOException lastFailure;
    private long begun;
    private long lastOpened;

    Connector(InetSocketAddress server, Selector selector, Outcome outcome) {
        this.server = server;
        this.selector = selector;
        this.outcome = outcome;
    }

    /** Notes the moment from which {@link #lastConnected} counts. */
    void begin(long now) {
        begun = now;
        lastOpened = now;
    }

    /** Begins to connect a line that is neither open nor being connected. */
    void connect(Line line) {
        line.connecting = true;
        pending++;
        attempt(line);
    }

    /** Goes on with a line whose attempt has come to its end. */
    void finish(Line line) {
        boolean there;
        try {
            there = line.finishConnect();
        } catch (IOException refused) {
            failed(line, refused);
            return;
        }
        if (there) {
            opened(line);
        }
    }

    /** Tries those again that have waited long enough. */
    void tryAgain() {
        if (again.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        while (!again.isEmpty() && now - again.peek().retryAt >= 0) {
            attempt(again.poll());
        }
    }

    /** Returns in how many nanoseconds a line is to be tried again, at most the limit. */
    long untilNext(long limit) {
        return again.isEmpty() ? limit : Math.min(limit, again.peek().retryAt - System.nanoTime());
    }

    /** Returns how many lines are being connected. */
    int pending() {
        return pending;
    }

    /** Returns how many lines have ever been open. */
    int everOpen() {
        return everOpen;
    }

    /** Returns how many attempts have failed. */
    long failures() {
        return failures;
    }

    /** Returns why the last of them failed, or null. */
    IOException lastFailure() {
        return lastFailure;
    }

    /** Returns how long it took until the last of the lines was open for the first time. */
    Duration lastConnected() {
        return Duration.ofNanos(lastOpened - begun);
    }

    private void attempt(Line line) {
        if (!line.isPrepared()) {
            line.prepare(selector);
        }
        boolean there;
        try {
            there = line.connect(server);
        } catch (IOException refused) {
            failed(line, refused);
            return;
        }
        if (there) {
            opened(line);
        }
    }

    private void opened(Line line) {
        line.opened();
        ended(line);
        if (!line.everOpen) {
            line.everOpen = true;
            everOpen++;
            lastOpened = System.nanoTime();
        }
        outcome.opened(line);
    }

    private void failed(Line line, IOException why) {
        failures++;
        lastFailure = why;
        line.close();
        if (++line.attempts < ATTEMPTS) {
            line.retryAt = System.nanoTime() + PAUSE;
            again.add(line);
            return;
        }
        ended(line);
        outcome.givenUp(line, asConnectException(why));
    }

    private void ended(Line line) {
        line.attempts = 0;
        line.connecting = false;
        pending--;
    }

    private static ConnectException asConnectException(IOException why) {
        if (why instanceof ConnectException plain) {
            return plain;
        }
        ConnectException told = new ConnectException(why.getMessage());
        told.initCause(why);
        return told;
    }
}
