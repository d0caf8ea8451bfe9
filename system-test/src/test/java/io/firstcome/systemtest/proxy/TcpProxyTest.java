package io.firstcome.systemtest.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int MOMENT_MILLIS = 200;

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy = TcpProxy.to(echo.getLocalPort());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void end() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void everythingPasses() throws IOException {
        try (Socket socket = connect()) {
            assertThat(echoed(socket, 7)).isEqualTo(7);
        }
    }

    @Test
    void aCutEndsAllConnectionsAndAllNewOnesUntilItIsHealed() throws IOException {
        try (Socket socket = connect()) {
            echoed(socket, 1);
            proxy.cut();
            assertThatThrownBy(() -> echoed(socket, 2)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> {
                    try (Socket socket = connect()) {
                        echoed(socket, 3);
                    }
                })
                .isInstanceOf(IOException.class);
        proxy.heal();
        try (Socket socket = connect()) {
            assertThat(echoed(socket, 4)).isEqualTo(4);
        }
    }

    @Test
    void whatIsSwallowedArrivesWhenItIsHealed() throws IOException {
        try (Socket socket = connect()) {
            echoed(socket, 1);
            proxy.swallow();
            socket.setSoTimeout(MOMENT_MILLIS);
            assertThatThrownBy(() -> echoed(socket, 2)).isInstanceOf(SocketTimeoutException.class);
            proxy.heal();
            socket.setSoTimeout(PATIENCE_MILLIS);
            assertThat(socket.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void aSlowOneDelaysBothDirections() throws IOException {
        try (Socket socket = connect()) {
            echoed(socket, 1);
            proxy.slow(Duration.ofMillis(MOMENT_MILLIS));
            long sent = System.nanoTime();
            assertThat(echoed(socket, 2)).isEqualTo(2);
            assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThan(Duration.ofMillis(2 * MOMENT_MILLIS));
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Sends a byte and gives what comes back. */
    private static int echoed(Socket socket, int sent) throws IOException {
        socket.getOutputStream().write(sent);
        int back = socket.getInputStream().read();
        if (back < 0) {
            throw new IOException("ended");
        }
        return back;
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        socket.getInputStream().transferTo(socket.getOutputStream());
                    } catch (IOException ended) {
                        // The test has seen it.
                    }
                });
            } catch (IOException ended) {
                // The loop looks.
            }
        }
    }
}
