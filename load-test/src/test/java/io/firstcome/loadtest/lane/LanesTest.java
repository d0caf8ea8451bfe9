package io.firstcome.loadtest.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.firstcome.loadtest.http.Answer;
import io.firstcome.loadtest.http.Endpoint;
import io.firstcome.loadtest.http.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LanesTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            byte[] body = exchange.getRequestURI().getPath().getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everyErrandGetsItsOwnAnswerExactlyOnce() throws InterruptedException {
        List<Note> notes = IntStream.range(0, 2000)
                .mapToObj(number -> new Note("/" + number, System.nanoTime()))
                .toList();
        try (Lanes lanes = lanes(64)) {
            lanes.run(notes);
            assertThat(lanes.bodies()).isEqualTo(2000);
        }

        assertThat(asked).hasSize(2000).doesNotHaveDuplicates();
        assertThat(notes).allMatch(note -> note.heard.equals(List.of(note.path)));
    }

    @Test
    void oneLaneTakesErrandsInTheOrderOfTheirTimesAndThenOfTheirMaking() throws InterruptedException {
        long now = System.nanoTime();
        try (Lanes lanes = lanes(1)) {
            lanes.run(List.of(
                    new Note("/late", now + Duration.ofMillis(100).toNanos()),
                    new Note("/first", now),
                    new Note("/second", now)));
        }

        assertThat(asked).containsExactly("/first", "/second", "/late");
    }

    @Test
    void nothingIsAskedBeforeItsTime() throws InterruptedException {
        long due = System.nanoTime() + Duration.ofMillis(300).toNanos();
        List<Note> notes = IntStream.range(0, 50)
                .mapToObj(number -> new Note("/" + number, due))
                .toList();
        try (Lanes lanes = lanes(50)) {
            lanes.run(notes);
        }

        assertThat(notes).allMatch(note -> note.timing.sentNanos() - due >= 0);
    }

    @Test
    void anErrandIsAskedAgainForAsLongAsItWants() throws InterruptedException {
        Note thrice = new Note("/again", System.nanoTime());
        thrice.more = 2;
        try (Lanes lanes = lanes(4)) {
            lanes.run(List.of(thrice));
        }

        assertThat(thrice.heard).hasSize(3);
    }

    @Test
    void anErrandLearnsThatThereIsNoAnswer() throws InterruptedException {
        server.stop(0);
        Note alone = new Note("/", System.nanoTime());
        try (Lanes lanes = lanes(1)) {
            lanes.run(List.of(alone));
            assertThat(lanes.open()).isPresent();
        }

        assertThat(alone.heard).containsExactly("no answer");
    }

    @Test
    void aFaultInAnErrandEndsTheRunInsteadOfHangingIt() {
        Note faulty = new Note("/", System.nanoTime()) {
            @Override
            protected Optional<Duration> answered(Answer answer, Timing timing) {
                throw new IllegalStateException("a bug");
            }
        };
        Note never = new Note("/never", System.nanoTime() + Duration.ofHours(1).toNanos());
        try (Lanes lanes = lanes(2)) {
            assertThatThrownBy(() -> lanes.run(List.of(faulty, never))).hasMessage("a bug");
        }
    }

    private Lanes lanes(int count) {
        return new Lanes(new Endpoint("localhost", server.getAddress().getPort()), count, Duration.ofSeconds(5));
    }

    /** Notes what it hears, and asks as often again as it is told to. */
    private static class Note extends Errand {

        private final String path;
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private Timing timing;
        private int more;

        Note(String path, long dueNanos) {
            super(dueNanos);
            this.path = path;
        }

        @Override
        protected Request request() {
            return Request.get(path);
        }

        @Override
        protected Optional<Duration> answered(Answer answer, Timing when) {
            heard.add(answer.text());
            timing = when;
            return more-- > 0 ? Optional.of(Duration.ofMillis(10)) : Optional.empty();
        }

        @Override
        protected Optional<Duration> unanswered(IOException cause, Timing when) {
            heard.add("no answer");
            return Optional.empty();
        }
    }
}
