package io.firstcome.systemtest.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The network between the services and one backend, or one instance of another service, which can be cut, can swallow what is sent, and can be slow. */
public final class TcpProxy implements AutoCloseable {

    private static final int BACKLOG = 512;
    private static final int PIECE = 16 * 1024;
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean silent;
    private volatile long delayNanos;

    private TcpProxy(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /** Opens a way to a port of this machine, on a port of its own; nobody needs to listen on the target yet. */
    public static TcpProxy to(int target) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), target);
            Thread.ofVirtual().name("proxy-" + target).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where it listens. */
    public int port() {
        return door.getLocalPort();
    }

    /** Resets all connections, and every new one. */
    public void cut() {
        cut = true;
        sockets.forEach(TcpProxy::reset);
    }

    /** Keeps all connections open and takes new ones, but nothing arrives until it is healed. */
    public void swallow() {
        silent = true;
    }

    /** Lets everything that is sent, in either direction, arrive so much later, one piece after the other. */
    public void slow(Duration delay) {
        delayNanos = delay.toNanos();
    }

    /** Lets everything pass again; what was held back arrives now. */
    public void heal() {
        cut = false;
        silent = false;
        delayNanos = 0;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                if (cut) {
                    reset(caller);
                } else {
                    Thread.ofVirtual().start(() -> connect(caller));
                }
            } catch (IOException closed) {
                // The loop looks whether it was the end.
            }
        }
    }

    private void connect(Socket caller) {
        Socket server = new Socket();
        sockets.add(caller);
        sockets.add(server);
        try {
            caller.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException refused) {
            end(caller, server);
            return;
        }
        Thread.ofVirtual().start(() -> pass(caller, server));
        pass(server, caller);
    }

    /** Passes on what one sends to the other until one of them ends; then both end. */
    private void pass(Socket from, Socket to) {
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                delay();
                out.write(piece, 0, length);
            }
        } catch (IOException ended) {
            // As told by the one side, so for the other.
        }
        end(from, to);
    }

    private void delay() throws IOException {
        long due = System.nanoTime() + delayNanos;
        while (silent || System.nanoTime() - due < 0) {
            if (cut || door.isClosed()) {
                throw new IOException("cut");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private void end(Socket one, Socket other) {
        sockets.remove(one);
        sockets.remove(other);
        reset(one);
        reset(other);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closedAlready) {
            // Then it needs no reset.
        }
        try {
            socket.close();
        } catch (IOException closedAlready) {
            // As wanted.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sockets.forEach(TcpProxy::reset);
        }
    }
}
