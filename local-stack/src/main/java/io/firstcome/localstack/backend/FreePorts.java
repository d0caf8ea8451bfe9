package io.firstcome.localstack.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** Ports nobody listens on now. A port is given once in the life of this JVM. */
public final class FreePorts {
    private static final Set<Integer> GIVEN = new HashSet<>();

    private FreePorts() {}

    /** A free port on 127.0.0.1. */
    public static synchronized int next() {
        while (true) {
            // Bound, but not listening: a process that is started at this moment has the socket as well for some
            // milliseconds, and whoever looks meanwhile would find the port taken.
            try (var socket = new Socket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                if (GIVEN.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
