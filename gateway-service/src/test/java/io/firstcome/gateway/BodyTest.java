package io.firstcome.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.contracts.problem.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest extends GatewayTest {

    private static final int MEGABYTE = 1 << 20;

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
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                    + MEGABYTE + "\r\n\r\n";
            out.write(head.getBytes(US_ASCII));
            out.write(" ".repeat(MEGABYTE).getBytes(US_ASCII));
            out.flush();

            byte[] start = socket.getInputStream().readNBytes(12);

            assertThat(new String(start, US_ASCII)).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void aBodyBelowTheLimitPasses() {
        assertThat(send(post(APPLY, BodyPublishers.ofString(" ".repeat(8_000) + "{}")))
                        .statusCode())
                .isEqualTo(202);
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
}
