package io.firstcome.loadtest.blast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that are slow, large, in a hurry, or broken. */
@Timeout(60)
class BadServerTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Notes notes = new Notes();
    private Server server;

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void anAnswerMayComeByteByByte() throws IOException {
        server = Server.that((caller, number) -> {
            for (String path = caller.path(); path != null; path = caller.path()) {
                for (char one : Server.answerTo(path).toCharArray()) {
                    caller.say(String.valueOf(one));
                }
            }
        });

        assertThat(shoot(2, Notes.get("/200/slowly", "/409/too", "/204/", "/200/last"))
                        .failed())
                .isZero();
        assertThat(notes.heard.values()).containsExactly("200/slowly", "409/too", "204/", "200/last");
    }

    @Test
    void aBodyMayBeLargerThanTheBuffer() throws IOException {
        String large = "0123456789abcdef".repeat(64 * 1024);
        server = Server.that((caller, number) -> {
            caller.path();
            caller.say(Server.answerTo("/200/" + large));
            caller.path();
            caller.say("HTTP/1.1 200 OK~Transfer-Encoding: chunked~~100000~" + large + "~3~end~0~~");
        });

        shoot(1, Notes.get("/", "/"));

        assertThat(notes.heard).containsEntry(0L, "200/" + large).containsEntry(1L, "200/" + large + "end");
    }

    @Test
    void aRequestMayBeLargerThanTheSocketTakes() throws IOException {
        byte[] request = Requests.post("/", "localhost", null, "x".repeat(20 * 1024 * 1024));
        server = Server.that((caller, number) -> {
            caller.path();
            caller.in().skipNBytes(20 * 1024 * 1024);
            caller.say(Server.answerTo("/200/all"));
            Server.wellBehaved(caller, number);
        });
        List<byte[]> requests = new ArrayList<>(List.of(request, Requests.get("/200/next", "localhost", null)));

        shoot(1, () -> requests.isEmpty() ? null : requests.removeFirst());

        assertThat(notes.heard.values()).containsExactly("200/all", "200/next");
        assertThat(server.accepted()).isOne();
    }

    @Test
    void anAnswerBeforeTheEndOfTheRequestCostsTheConnection() throws IOException {
        CountDownLatch heard = new CountDownLatch(1);
        server = Server.that((caller, number) -> {
            if (number == 0) {
                caller.path();
                caller.say(Server.answerTo("/413/enough"));
                heard.await();
            } else {
                Server.wellBehaved(caller, number);
            }
        });
        List<byte[]> requests = new ArrayList<>(List.of(
                Requests.post("/", "localhost", null, "x".repeat(20 * 1024 * 1024)),
                Requests.get("/200/next", "localhost", null)));

        BlastResult result = shoot(1, () -> {
            if (requests.size() == 1) {
                heard.countDown();
            }
            return requests.isEmpty() ? null : requests.removeFirst();
        });

        assertThat(notes.heard.values()).containsExactly("413/enough", "200/next");
        assertThat(result.failed()).isZero();
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void aConnectionClosedByItsAnswerIsOpenedAgain() throws IOException {
        server = Server.that((caller, number) -> {
            String path = caller.path();
            caller.say(Server.answerTo(path).replace("Said~", "Said~Connection: close~"));
        });

        BlastResult result = shoot(2, Notes.numbered(10));

        assertThat(notes.heard).hasSize(10);
        assertThat(result.failed()).isZero();
        assertThat(server.accepted()).isEqualTo(10);
    }

    @Test
    void anAnswerMayEndWithItsConnection() throws IOException {
        server = Server.that((caller, number) -> caller.say("HTTP/1.1 200 OK~~" + caller.path()));

        BlastResult result = shoot(1, Notes.numbered(3));

        assertThat(notes.heard.values()).containsExactly("200//200/0", "200//200/1", "200//200/2");
        assertThat(result.failed()).isZero();
    }

    @Test
    void aConnectionLeftBeforeItsFirstRequestIsOpenedAgain() throws IOException {
        CountDownLatch left = new CountDownLatch(1);
        server = Server.that((caller, number) -> {
            if (number == 1) {
                caller.socket().close();
                left.countDown();
            } else {
                Server.wellBehaved(caller, number);
            }
        });
        Shots shots = Notes.numbered(2);

        // The second connection fires when the first one has its request.
        BlastResult result = shoot(2, () -> {
            awaitQuietly(left);
            return shots.next();
        });

        assertThat(result.failed()).isZero();
        assertThat(notes.heard).hasSize(2);
        assertThat(server.accepted()).isEqualTo(3);
    }

    @Test
    void anAnswerThatBreaksOffIsUnheardAndTheNextRequestIsNot() throws IOException {
        server = Server.that((caller, number) -> {
            caller.path();
            switch (number) {
                case 0 -> caller.say("HTTP/1.1 200 OK~Content-Length: 10~~half");
                case 1 -> caller.say("HTTP/1.1 200 OK~Content-Le");
                case 2 -> caller.say("");
                case 3 -> {
                    caller.say("HTTP/1.1 200 OK~Content-Length: 10~~half");
                    caller.reset();
                }
                default -> caller.say(Server.answerTo("/200/whole"));
            }
        });

        BlastResult result = shoot(1, Notes.numbered(5));

        assertThat(result.failed()).isEqualTo(4);
        assertThat(notes.unheard.values())
                .satisfiesExactly(
                        why -> assertThat(why).isInstanceOf(EOFException.class),
                        why -> assertThat(why).isInstanceOf(EOFException.class),
                        why -> assertThat(why).isInstanceOf(EOFException.class),
                        why -> assertThat(why).isInstanceOf(SocketException.class));
        assertThat(notes.heard).containsOnlyKeys(4L);
        assertThat(result.connectFailures()).isZero();
    }

    @Test
    void aMalformedAnswerIsUnheardAndCostsTheConnection() throws IOException {
        server = Server.that((caller, number) -> {
            caller.path();
            if (number == 0) {
                caller.say("220 mail.example ESMTP~");
            } else if (number == 1) {
                caller.say(Server.answerTo("/200/one") + Server.answerTo("/200/two"));
            } else {
                caller.say(Server.answerTo("/200/whole"));
            }
            caller.path();
        });

        shoot(1, Notes.numbered(3));

        assertThat(notes.unheard).containsOnlyKeys(0L, 1L);
        assertThat(notes.unheard.values()).allSatisfy(why -> assertThat(why).isInstanceOf(ProtocolException.class));
        assertThat(notes.heard).containsEntry(2L, "200/whole");
        assertThat(server.accepted()).isEqualTo(3);
    }

    private BlastResult shoot(int connections, Shots shots) throws IOException {
        return Blast.run(server.address(), connections, LONG, shots, notes);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
