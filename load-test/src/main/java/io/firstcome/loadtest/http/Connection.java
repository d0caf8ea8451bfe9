package io.firstcome.loadtest.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A keep-alive connection to one server, for one thread at a time. It opens itself when first used and again after the
 * server closed it.
 */
public final class Connection implements AutoCloseable {

    /** Bodies above this may fill both socket buffers; they are sent while the answer is already being waited for. */
    private static final int SMALL_BODY = 16 * 1024;

    private final Endpoint server;
    private final int timeoutMillis;
    private Socket socket;
    private OutputStream out;
    private AnswerReader answers;

    /**
     * Takes the server and how long to wait for a connection and for each part of an answer; a virtual thread should use
     * it, since all waiting blocks.
     */
    public Connection(Endpoint server, Duration timeout) {
        this.server = server;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /** Connects, unless connected. */
    public void open() throws IOException {
        if (socket != null) {
            return;
        }
        Socket fresh = new Socket();
        try {
            fresh.setTcpNoDelay(true);
            fresh.setSoTimeout(timeoutMillis);
            fresh.connect(new InetSocketAddress(server.socketHost(), server.port()), timeoutMillis);
            out = fresh.getOutputStream();
            answers = new AnswerReader(fresh.getInputStream());
            socket = fresh;
        } catch (IOException refused) {
            fresh.close();
            throw refused;
        }
    }

    /**
     * Sends a request and reads its answer. A connection that was kept alive may have been closed by the server just as
     * the request was sent; when it ended without a single byte the request is sent once more on a fresh one. (Applying
     * again is harmless by design: a repeat is a retry.)
     *
     * @throws IOException when there is no complete answer; whether the request had an effect is then unknown
     */
    public Answer ask(Request request) throws IOException {
        boolean kept = socket != null;
        open();
        long received = answers.received();
        try {
            return exchange(request);
        } catch (SocketTimeoutException silent) {
            close();
            throw silent;
        } catch (IOException broken) {
            boolean nothingHeard = answers.received() == received;
            close();
            if (!kept || !nothingHeard) {
                throw broken;
            }
        }
        open();
        try {
            return exchange(request);
        } catch (IOException broken) {
            close();
            throw broken;
        }
    }

    private Answer exchange(Request request) throws IOException {
        Answer answer;
        boolean sent = true;
        if (request.body().length <= SMALL_BODY) {
            out.write(request.whole(server.toString()));
            answer = answers.read();
        } else {
            // A server may refuse a large body after its first part and not read the rest.
            byte[] head = request.head(server.toString());
            Thread sender = Thread.startVirtualThread(() -> sendQuietly(out, head, request.body()));
            answer = answers.read();
            sent = !sender.isAlive();
        }
        if (!sent || !answers.reusable()) {
            close();
        }
        return answer;
    }

    private static void sendQuietly(OutputStream out, byte[] head, byte[] body) {
        try {
            out.write(head);
            out.write(body);
        } catch (IOException refused) {
            // The answer, or its absence, tells the reader more than a broken pipe would.
        }
    }

    /** Closes the connection; it may be used again. */
    @Override
    public void close() {
        Socket closing = socket;
        socket = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (IOException alreadyGone) {
                // Nothing is lost: every answer has been read.
            }
        }
    }
}
