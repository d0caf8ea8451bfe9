package io.firstcome.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.contracts.fold.FoldedAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A connection goes on to be read, however promptly its client asks again. */
class KeepReadingTest extends GatewayTest {

    private static final int ROUNDS = 20;

    @Test
    void aConnectionIsReadOnAfterARequestThatCameBeforeTheResponseToTheOneBefore() throws IOException {
        EVENT.answerBatches(batch ->
                Mono.just(List.of(new FoldedAnswer(202, "{}", null, null))).delayElement(Duration.ofMillis(20)));
        String slow =
                "POST /api/event/apply HTTP/1.1\r\nHost: x\r\nAuthorization: " + TestTokens.of(anyUser()) + "\r\n\r\n";
        String quick = "GET /no-such-page HTTP/1.1\r\nHost: x\r\n\r\n";
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (int round = 0; round < ROUNDS; round++) {
                socket.getOutputStream().write((slow + quick).getBytes(StandardCharsets.US_ASCII));
                assertThat(status(in)).isEqualTo(202);
                assertThat(status(in)).isEqualTo(404);
            }
        }
    }

    /** Reads a response whole; gives its status. */
    private static int status(BufferedReader in) throws IOException {
        int status = Integer.parseInt(in.readLine().split(" ")[1]);
        int length = 0;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase().startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        String body = "";
        while (body.getBytes(StandardCharsets.UTF_8).length < length) {
            body += (char) in.read();
        }
        return status;
    }
}
