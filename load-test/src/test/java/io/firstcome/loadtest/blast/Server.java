package io.firstcome.loadtest.blast;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that behaves, or misbehaves, just as a test wants it to. */
final class Server implements AutoCloseable {

    private static final int BACKLOG = 4096;

    /** What it does with one connection. */
    interface Manners {

        /** Holds the connection with the given number, from 0; it is closed afterwards. */
        void serve(Caller caller, int number) throws Exception;
    }

    /** A connection as the server sees it. */
    record Caller(Socket socket, InputStream in, OutputStream out) {

        /** Reads the head of the next request and returns its path, or null at the end of the connection. */
        String path() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return null;
                }
                head.append((char) next);
            }
            return head.substring(head.indexOf(" ") + 1, head.indexOf(" HTTP/"));
        }

        /** Writes text in which {@code ~} stands for CR LF. */
        void say(String text) throws IOException {
            out.write(text.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Closes the connection by a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    private final ServerSocket listener;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();

    private Server(int port, Manners manners) throws IOException {
        listener = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> accept(manners));
    }

    static Server that(Manners manners) throws IOException {
        return new Server(0, manners);
    }

    static Server on(int port, Manners manners) throws IOException {
        return new Server(port, manners);
    }

    /** Returns an address that nobody listens to. */
    static InetSocketAddress nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) free.getLocalSocketAddress();
        }
    }

    /** Answers every request by its path: {@code /<status>/<body>}. */
    static void wellBehaved(Caller caller, int number) throws IOException {
        for (String path = caller.path(); path != null; path = caller.path()) {
            caller.say(answerTo(path));
        }
    }

    static String answerTo(String path) {
        String status = path.substring(1, 4);
        String body = path.substring(5);
        boolean none = "204".equals(status) || "304".equals(status);
        return "HTTP/1.1 " + status + " Said~" + (none ? "~" : "Content-Length: " + body.length() + "~~" + body);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** Returns how many connections it has accepted. */
    int accepted() {
        return accepted.get();
    }

    private void accept(Manners manners) {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                int number = accepted.getAndIncrement();
                Thread.startVirtualThread(() -> serve(socket, number, manners));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void serve(Socket socket, int number, Manners manners) {
        try (socket) {
            socket.setTcpNoDelay(true);
            manners.serve(
                    new Caller(socket, new BufferedInputStream(socket.getInputStream()), socket.getOutputStream()),
                    number);
        } catch (Exception gone) {
            // The client has left, or will notice that the server has.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
