package io.firstcome.loadtest.crowd;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.problem.Problem;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.loadtest.http.Endpoint;
import io.firstcome.loadtest.lane.Lanes;
import io.firstcome.loadtest.suite.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Lets the herd's code run hot against a server within this process that refuses everybody. A herd is over in a second;
 * without this, what is measured is how fast the JVM compiles the client (measured on two cores: 16,000 answers/s at
 * first, 40,000 after one such round). The suite sees nothing of it.
 */
public final class WarmUp {

    private static final int USERS = 10_000;
    private static final int CONNECTIONS = 32;
    private static final int LARGEST_REQUEST = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private WarmUp() {}

    /** Runs hot; returns how many answers that took. */
    public static long run() throws InterruptedException, IOException {
        try (ServerSocket server = new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> accept(server));
            Endpoint here = new Endpoint(server.getInetAddress().getHostAddress(), server.getLocalPort());
            try (Lanes lanes = new Lanes(here, CONNECTIONS, PATIENCE)) {
                AnswerBook book = new AnswerBook();
                Opening opening = Opening.at(Clock.systemUTC().instant(), Clock.systemUTC());
                new Herding(new Herding.Crowd(strangers(), 0), 1, opening, PATIENCE, book).sendHerd(lanes);
                return book.answers(Wave.HERD);
            }
        }
    }

    private static List<Member> strangers() {
        return LongStream.rangeClosed(1, USERS)
                .mapToObj(user -> new Member(user, "no-token", Language.EN))
                .toList();
    }

    private static void accept(ServerSocket server) {
        byte[] answer = soldOut();
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> refuse(socket, answer));
            }
        } catch (IOException closed) {
            // Warm enough.
        }
    }

    /** Answers whatever comes: a request without a body arrives in one piece, as it was sent. */
    private static void refuse(Socket socket, byte[] answer) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] request = new byte[LARGEST_REQUEST];
            while (in.read(request) > 0) {
                out.write(answer);
            }
        } catch (IOException closed) {
            // Warm enough.
        }
    }

    private static byte[] soldOut() {
        byte[] body =
                Json.write(Problem.of(ProblemCode.SOLD_OUT, Language.EN, null)).getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 409 Conflict\r\nContent-Type: " + Problem.MEDIA_TYPE + "\r\nContent-Length: " + body.length;
        return (head + "\r\n\r\n" + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
}
