package io.firstcome.localstack.backend;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;

/**
 * A socket that acknowledges at once what it has read. Mail clients write the end of a mail as a packet of its own, which (Nagle) waits for the
 * acknowledgement of the one before, which a system delays by 40 ms: 25 mails a second and connection instead of thousands.
 */
final class PromptSocket extends Socket {

    /** Listens on 127.0.0.1 and accepts such sockets. */
    static ServerSocket listen(int port) throws IOException {
        var server = new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                var socket = new PromptSocket();
                implAccept(socket);
                socket.setTcpNoDelay(true);
                return socket;
            }
        };
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        return server;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        var input = super.getInputStream();
        if (!supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
            return input; // not on Linux
        }
        return new FilterInputStream(input) {
            @Override
            public int read() throws IOException {
                setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
                return in.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                // The system forgets the option with every read.
                setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
                return in.read(bytes, offset, length);
            }
        };
    }
}
