package io.firstcome.loadtest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection against a server whose every byte is chosen here. */
@Timeout(30)
class ConnectionTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /** What the server writes, per accepted connection and per request on it; at the end of a list it hangs up. */
    private final List<List<String>> script = new CopyOnWriteArrayList<>();

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private Connection connection;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        connection = new Connection(new Endpoint("localhost", server.getLocalPort()), Duration.ofSeconds(2));
        Thread.startVirtualThread(this::serve);
    }

    @AfterEach
    void hangUp() throws IOException {
        connection.close();
        server.close();
    }

    @Test
    void requestsShareAConnectionThatIsKeptAlive() throws IOException {
        script.add(List.of(OK, OK, OK));

        for (int time = 0; time < 3; time++) {
            assertThat(connection.ask(Request.get("/")).text()).isEqualTo("ok");
        }
        assertThat(accepted).hasSize(1);
    }

    @Test
    void aConnectionClosedByItsAnswerIsOpenedAgain() throws IOException {
        script.add(List.of(OK.replace("OK\r\n", "OK\r\nConnection: close\r\n")));
        script.add(List.of(OK));

        assertThat(connection.ask(Request.get("/")).text()).isEqualTo("ok");
        assertThat(connection.ask(Request.get("/")).text()).isEqualTo("ok");
        assertThat(accepted).hasSize(2);
    }

    @Test
    void aKeptConnectionThatHasDiedIsReplacedOnce() throws IOException {
        script.add(List.of(OK));
        script.add(List.of(OK));

        connection.ask(Request.get("/"));
        assertThat(connection.ask(Request.get("/")).text()).isEqualTo("ok");
        assertThat(accepted).hasSize(2);
    }

    @Test
    void aFreshConnectionThatDiesIsTold() {
        script.add(List.of(""));
        script.add(List.of(OK));

        assertThatThrownBy(() -> connection.ask(Request.get("/"))).isInstanceOf(IOException.class);
        assertThat(accepted).hasSize(1);
    }

    @Test
    void anAnswerCutOffIsToldAndNotAskedForAgain() throws IOException {
        script.add(List.of(OK, OK.substring(0, 30)));
        script.add(List.of(OK));

        connection.ask(Request.get("/"));
        assertThatThrownBy(() -> connection.ask(Request.get("/"))).isInstanceOf(IOException.class);
        assertThat(connection.ask(Request.get("/")).text()).isEqualTo("ok");
    }

    @Test
    void aServerThatKeepsSilentIsGivenUp() {
        connection = new Connection(new Endpoint("localhost", server.getLocalPort()), Duration.ofMillis(200));
        script.add(List.of("silence"));

        assertThatThrownBy(() -> connection.ask(Request.get("/"))).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void aLargeBodyThatTheServerDoesNotReadStillGetsItsAnswer() throws IOException {
        script.add(List.of("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n", "silence"));
        script.add(List.of(OK));
        Request large = Request.post("/").body("application/json", new byte[8 * 1024 * 1024]);

        assertThat(connection.ask(large).status()).isEqualTo(413);
        assertThat(connection.ask(Request.get("/")).text()).isEqualTo("ok");
    }

    @Test
    void aRequestGoesOverTheWireAsItShould() throws IOException {
        script.add(List.of(OK, OK));

        connection.ask(Request.post("/a?b=c").bearer("token").header("Accept-Language", "ko"));
        connection.ask(Request.get("/"));

        assertThat(requests.getFirst()).isEqualTo("""
                        POST /a?b=c HTTP/1.1
                        Host: localhost:%d
                        Authorization: Bearer token
                        Accept-Language: ko
                        Content-Length: 0
                        """.formatted(server.getLocalPort()));
        assertThat(requests.getLast()).startsWith("GET / HTTP/1.1\n").doesNotContain("Content-Length");
    }

    @Test
    void headersAndTargetsCannotSmuggleLines() {
        assertThatThrownBy(() -> Request.get("/\r\nX: y")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Request.get("/").header("X", "y\r\nZ: z"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addressesThatAreNoneAreRefused() {
        assertThat(Endpoint.of(URI.create("http://host"))).isEqualTo(new Endpoint("host", 80));
        assertThat(Endpoint.of(URI.create("http://[::1]:8080/")).socketHost()).isEqualTo("::1");
        for (String bad : List.of("https://host", "localhost:8080", "http://host/path", "http://host?x", "http:///")) {
            assertThatThrownBy(() -> Endpoint.of(URI.create(bad))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void serve() {
        for (int number = 0; ; number++) {
            try {
                Socket socket = server.accept();
                accepted.add(socket);
                List<String> answers = script.get(number);
                Thread.startVirtualThread(() -> answer(socket, answers));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket, List<String> answers) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1), 1);
            for (String answer : answers) {
                if ("silence".equals(answer)) {
                    server.accept();
                }
                StringBuilder head = new StringBuilder();
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    head.append(line).append('\n');
                }
                requests.add(head.toString());
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException gone) {
            // The client has had enough.
        }
    }
}
