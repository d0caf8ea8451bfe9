package io.firstcome.loadtest.blast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One place for a connection, which may be replaced by another, and the request that is in flight on it. */
final class Line {

    private SocketChannel channel;
    private SelectionKey key;
    private boolean open;
    private byte[] shot;
    private int sent;
    private ByteBuffer own;

    /** Which request is in flight. */
    long number;

    /** When it was to be sent, in {@link System#nanoTime}. */
    long since;

    /** How many attempts to connect have failed in a row. */
    int attempts;

    /** When the next attempt is due, in {@link System#nanoTime}. */
    long retryAt;

    /** Whether it is being connected, or waits to be tried again. */
    boolean connecting;

    /** Whether there has ever been a connection. */
    boolean everOpen;

    /**
     * Makes a socket that is not connected yet.
     *
     * @throws UncheckedIOException when this process can have no more of them: not this line's fault, and the end of all
     */
    void prepare(Selector selector) {
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = channel.register(selector, 0, this);
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
    }

    /** Begins to connect and returns whether it already is. */
    boolean connect(InetSocketAddress server) throws IOException {
        if (channel.connect(server)) {
            return true;
        }
        key.interestOps(SelectionKey.OP_CONNECT);
        return false;
    }

    /** Returns whether the connection is there now. */
    boolean finishConnect() throws IOException {
        return channel.finishConnect();
    }

    /** Notes that the connection is open; from now on what arrives is reported. */
    void opened() {
        key.interestOps(SelectionKey.OP_READ);
        open = true;
    }

    /** Returns whether there is a socket, connected or not. */
    boolean isPrepared() {
        return channel != null;
    }

    boolean isOpen() {
        return open;
    }

    /** Returns whether the key is the one of the present connection. */
    boolean has(SelectionKey one) {
        return key == one;
    }

    /** Takes a request that is to be sent. */
    void load(byte[] request, long itsNumber) {
        shot = request;
        sent = 0;
        number = itsNumber;
    }

    /** Lets go of the request. */
    void unload() {
        shot = null;
        own = null;
    }

    boolean isLoaded() {
        return shot != null;
    }

    boolean isSent() {
        return shot != null && sent == shot.length;
    }

    /** Writes as much of the request as the socket takes, through the buffer, which it may use as it likes. */
    void send(ByteBuffer buffer) throws IOException {
        boolean waited = sent > 0;
        while (sent < shot.length) {
            buffer.clear();
            buffer.put(shot, sent, Math.min(buffer.remaining(), shot.length - sent));
            buffer.flip();
            sent += channel.write(buffer);
            if (buffer.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
        }
        if (waited) {
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /** Reads once and returns the number of bytes, -1 at the end of the connection. */
    int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    /** Returns what has been read of this line's answer with room for more: its own buffer, or the shared one, emptied. */
    ByteBuffer inbox(ByteBuffer shared) {
        if (own == null) {
            return shared.clear();
        }
        if (!own.hasRemaining()) {
            own = ByteBuffer.allocate(2 * own.capacity()).put(own.flip());
        }
        return own;
    }

    /** Keeps the first part of an answer that goes on, so that others may use the shared buffer. */
    void keep(ByteBuffer inbox) {
        if (own == null && inbox.position() > 0) {
            own = ByteBuffer.allocate(2 * inbox.position()).put(inbox.flip());
        }
    }

    /** Closes the connection, if there is one; the request stays. */
    void close() {
        SocketChannel closing = channel;
        channel = null;
        key = null;
        open = false;
        own = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (IOException alreadyGone) {
                // Nothing is lost: what is heard has been heard.
            }
        }
    }
}
