package io.firstcome.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.contracts.problem.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest extends GatewayTest {

    private static final int MEGABYTE = 1 << 20;
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    static Stream<BodyPublisher> megabytes() {
        byte[] body = " ".repeat(MEGABYTE).getBytes(US_ASCII);
        return Stream.of(
                BodyPublishers.ofByteArray(body), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    }

    @ParameterizedTest
    @MethodSource("megabytes")
    void aBodyOfAMegabyteOnAFoldedRouteIsTooLarge(BodyPublisher body) {
        assertProblem(send(post(APPLY, body)), ProblemCode.BODY_TOO_LARGE);
        assertThat(EVENT.asked).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("megabytes")
    void aBodyOfAMegabyteOnARouteIsTooLarge(BodyPublisher body) {
        assertProblem(send(post("/api/auth/verify-code", body)), ProblemCode.BODY_TOO_LARGE);
    }

    @ParameterizedTest
    @MethodSource("megabytes")
    void aBodyOfAMegabyteWithoutATokenIsRefused(BodyPublisher body) {
        HttpRequest.Builder request = request("/api/admin/events").POST(body);
        assertProblem(send(request), ProblemCode.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {APPLY, "/api/auth/verify-code", "/no/such/page", "/api/admin/events"})
    void aClientThatSendsAMegabyteBeforeItReadsGetsItsAnswer(String path) throws IOException {
        try (Client client = new Client(port)) {
            client.send(head(path, MEGABYTE) + " ".repeat(MEGABYTE));
            assertThat(client.status()).isBetween(400, 499);
        }
    }

    /** See RATIONALE.md: the next request of the connection stalled, not always, so it is tried often. */
    @ParameterizedTest
    @ValueSource(strings = {"/no/such/page", "/api/admin/events", APPLY})
    void aConnectionIsStillGoodAfterARefusedRequestWithABody(String path) throws IOException {
        try (Client client = new Client(port)) {
            for (int i = 0; i < 200; i++) {
                client.send(head(path, 2) + "[]");
                assertThat(client.status()).isBetween(400, 499);
                client.send("GET /actuator/health/liveness HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(client.status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aClientThatAsksBeforeItSendsIsRefusedWithoutItsBody() throws IOException {
        try (Client client = new Client(port)) {
            client.send(head("/api/admin/events", MEGABYTE).replace("Host", "Expect: 100-continue\r\nHost"));
            assertThat(client.status()).isEqualTo(401);
        }
    }

    @Test
    void aBodyAtTheLimitPassesAndOneByteMoreDoesNot() {
        assertThat(send(post(APPLY, BodyPublishers.ofString(" ".repeat(2_046) + "{}")))
                        .statusCode())
                .isEqualTo(202);
        assertThat(send(post(APPLY, BodyPublishers.ofString(" ".repeat(2_047) + "{}")))
                        .statusCode())
                .isEqualTo(413);
    }

    /** Nginx takes as much (deploy/nginx/site.conf). */
    @Test
    void aRoutedBodyAtTheLimitPassesAndOneByteMoreDoesNot() {
        assertThat(send(post("/api/auth/verify-code", BodyPublishers.ofByteArray(new byte[16 << 10])))
                        .statusCode())
                .isNotEqualTo(413);
        assertProblem(
                send(post("/api/auth/verify-code", BodyPublishers.ofByteArray(new byte[(16 << 10) + 1]))),
                ProblemCode.BODY_TOO_LARGE);
    }

    @Test
    void afterARefusedBodyTheGatewayAnswersTheSameClientAgain() {
        for (int i = 0; i < 3; i++) {
            assertProblem(send(post(APPLY, BodyPublishers.ofByteArray(new byte[100_000]))), ProblemCode.BODY_TOO_LARGE);
            assertThat(send(apply(anyUser())).statusCode()).isEqualTo(202);
        }
    }

    private HttpRequest.Builder post(String path, BodyPublisher body) {
        return request(path)
                .header("Authorization", TestTokens.of(anyUser()))
                .header("Content-Type", "application/json")
                .POST(body);
    }

    private static String head(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    /** A client that sends what it is told, byte for byte, on one connection. */
    private static final class Client implements AutoCloseable {

        private final Socket socket;

        Client(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(10_000);
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(US_ASCII));
        }

        /** Reads a whole response and returns its status. */
        int status() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    throw new EOFException("closed after '" + head + "'");
                }
                head.append((char) next);
            }
            Matcher length = LENGTH.matcher(head);
            assertThat(length.find()).isTrue();
            socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
            return Integer.parseInt(head.substring(9, 12));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
