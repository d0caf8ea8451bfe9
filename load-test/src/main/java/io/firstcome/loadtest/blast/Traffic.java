package io.firstcome.loadtest.blast;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** What goes over the lines: requests out, answers in, and after each answer the next request. */
final class Traffic implements Connector.Outcome {

    private static final int BUFFER = 64 * 1024;

    private final Shots shots;
    private final Ear ear;
    private final Connector connector;
    private final ByteBuffer shared = ByteBuffer.allocate(BUFFER);
    private final ByteBuffer outbox = ByteBuffer.allocateDirect(BUFFER);
    private final AnswerFrame answer = new AnswerFrame();
    private final Tally tally = new Tally();

    private long deadline;
    private long taken;
    private boolean noMore;
    private int inFlight;
    private long lastAnswer;

    Traffic(InetSocketAddress server, Selector selector, Shots shots, Ear ear) {
        this.shots = shots;
        this.ear = ear;
        this.connector = new Connector(server, selector, this);
    }

    Connector connector() {
        return connector;
    }

    Tally tally() {
        return tally;
    }

    /** Returns how many requests have been taken and are neither heard nor unheard. */
    int inFlight() {
        return inFlight;
    }

    /** Returns when the last answer was heard, in {@link System#nanoTime}, or when the traffic began. */
    long lastAnswer() {
        return lastAnswer;
    }

    /** Begins now; from the deadline on nothing more is sent. Both in {@link System#nanoTime}. */
    void begin(long now, long end) {
        lastAnswer = now;
        deadline = end;
    }

    /** Gives the line, which has none, the next request; returns false when there are no more. */
    boolean load(Line line) {
        byte[] shot = noMore ? null : shots.next();
        if (shot == null) {
            noMore = true;
            return false;
        }
        line.load(shot, taken++);
        inFlight++;
        return true;
    }

    /** Sends the next request on the line, which has none, if there is one and it is not too late. */
    void next(Line line, long now) {
        if (now - deadline >= 0 || !load(line)) {
            return;
        }
        line.since = System.nanoTime();
        if (line.isOpen()) {
            send(line);
        } else if (!line.connecting) {
            connector.connect(line);
        }
    }

    /** Deals with what has happened to a line. */
    void happened(SelectionKey key) {
        Line line = (Line) key.attachment();
        int what = key.readyOps();
        if ((what & SelectionKey.OP_CONNECT) != 0) {
            connector.finish(line);
            return;
        }
        if ((what & SelectionKey.OP_WRITE) != 0) {
            send(line);
        }
        if ((what & SelectionKey.OP_READ) != 0 && line.has(key)) {
            read(line);
        }
    }

    /** Closes the line if its server has left it, or says something unasked; the line has no request. */
    void checkIdle(Line line) {
        try {
            if (line.read(shared.clear()) != 0) {
                line.close();
            }
        } catch (IOException gone) {
            line.close();
        }
    }

    /** Gives up the request of the line, and the connection with it; the line goes on with the next. */
    void lose(Line line, IOException why) {
        long number = line.number;
        line.close();
        line.unload();
        inFlight--;
        tally.unheard();
        ear.unheard(number, why);
        next(line, System.nanoTime());
    }

    @Override
    public void opened(Line line) {
        if (line.isLoaded()) {
            send(line);
        }
    }

    @Override
    public void givenUp(Line line, ConnectException why) {
        if (line.isLoaded()) {
            lose(line, why);
        }
    }

    private void send(Line line) {
        try {
            line.send(outbox);
        } catch (IOException broken) {
            lose(line, broken);
        }
    }

    private void read(Line line) {
        if (!line.isLoaded()) {
            checkIdle(line);
            return;
        }
        ByteBuffer inbox = line.inbox(shared);
        try {
            int count = line.read(inbox);
            if (answer.read(inbox.array(), inbox.position(), count < 0)) {
                hear(line, inbox.array());
            } else if (count < 0) {
                lose(line, new EOFException("the connection ended before the answer did"));
            } else {
                line.keep(inbox);
            }
        } catch (IOException broken) {
            lose(line, broken);
        }
    }

    private void hear(Line line, byte[] bytes) {
        long now = System.nanoTime();
        long nanos = now - line.since;
        // A server may answer before it has the whole request; the rest of it would begin the next one.
        if (!answer.keepAlive() || !line.isSent()) {
            line.close();
        }
        line.unload();
        inFlight--;
        lastAnswer = now;
        tally.heard(answer.status(), nanos);
        ear.heard(line.number, answer.status(), bytes, answer.bodyFrom(), answer.bodyLength(), nanos);
        next(line, now);
    }
}
