package io.firstcome.loadtest.blast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The course of a blast, against a server that behaves well. What servers do wrong is in {@link BadServerTest}. */
@Timeout(60)
class BlastTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Notes notes = new Notes();
    private final List<Server> servers = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Server server : servers) {
            server.close();
        }
    }

    @Test
    void everyStatusIsCountedAndEveryAnswerHeardByItsNumber() throws IOException {
        Server server = start(Server::wellBehaved);

        BlastResult result = Blast.run(
                server.address(),
                3,
                LONG,
                Notes.get("/200/a", "/202/bc", "/204/", "/304/", "/409/gone", "/429/", "/503/", "/200/d"),
                notes);

        assertThat(notes.heard.values())
                .containsExactly("200/a", "202/bc", "204/", "304/", "409/gone", "429/", "503/", "200/d");
        assertThat(result.answers()).isEqualTo(8);
        assertThat(result.byStatus()[200]).isEqualTo(2);
        for (int status : new int[] {202, 204, 304, 409, 429, 503}) {
            assertThat(result.byStatus()[status]).as("%s", status).isOne();
        }
        assertThat(result.failed()).isZero();
        assertThat(result.connectFailures()).isZero();
        assertThat(server.accepted()).isEqualTo(3);
        assertThat(result.latency().getTotalCount()).isEqualTo(8);
        assertThat(result.elapsed()).isPositive().isLessThan(LONG);
        assertThat(result.lastConnected()).isPositive();
        assertThat(result.cpu()).isPositive();
    }

    @Test
    void thousandsOfConnectionsAreOpenedAndAllOfThemFire() throws IOException {
        Server server = start(Server::wellBehaved);

        BlastResult result = Blast.run(server.address(), 2_000, LONG, Notes.numbered(6_000), notes);

        assertThat(notes.heard)
                .hasSize(6_000)
                .allSatisfy((number, said) -> assertThat(said).isEqualTo("200/" + number));
        assertThat(result.failed()).isZero();
        assertThat(server.accepted()).isEqualTo(2_000);
    }

    @Test
    void aStampedeOpensAConnectionForEachOfItsFirstRequests() throws IOException {
        Server server = start(Server::wellBehaved);

        BlastResult result = Blast.stampede(server.address(), 1_000, LONG, Notes.numbered(1_000), notes);

        assertThat(notes.heard).hasSize(1_000);
        assertThat(server.accepted()).isEqualTo(1_000);
        assertThat(result.byStatus()[200]).isEqualTo(1_000);
        // Counted from the start, the last answer took as long as the whole.
        assertThat(notes.nanos).last().isEqualTo(result.elapsed().toNanos());
        assertThat(result.lastConnected()).isPositive().isLessThanOrEqualTo(result.elapsed());
    }

    @Test
    void aStampedeGoesOnWithFurtherShots() throws IOException {
        Server server = start(Server::wellBehaved);

        Blast.stampede(server.address(), 4, LONG, Notes.numbered(100), notes);

        assertThat(notes.heard).hasSize(100);
        assertThat(server.accepted()).isEqualTo(4);
    }

    @Test
    void aStampedeOpensNoConnectionThatHasNothingToSend() throws IOException {
        Server server = start(Server::wellBehaved);

        BlastResult result = Blast.stampede(server.address(), 10, LONG, Notes.numbered(3), notes);

        assertThat(result.answers()).isEqualTo(3);
        assertThat(server.accepted()).isEqualTo(3);
    }

    @Test
    void withoutShotsNothingIsSent() throws IOException {
        Server server = start(Server::wellBehaved);
        AtomicInteger asked = new AtomicInteger();

        BlastResult result = Blast.run(
                server.address(),
                5,
                LONG,
                () -> {
                    asked.incrementAndGet();
                    return null;
                },
                notes);

        assertThat(asked).hasValue(1);
        assertThat(result.answers()).isZero();
        assertThat(result.elapsed()).isZero();
    }

    @Test
    void shotsWithoutEndAreEndedByTheTime() throws IOException {
        Server server = start(Server::wellBehaved);
        byte[] request = Requests.get("/200/", "localhost", null);

        BlastResult result = Blast.run(server.address(), 8, SHORT, () -> request, notes);

        assertThat(result.answers()).isPositive().isEqualTo(notes.heard.size());
        assertThat(result.failed()).isZero();
        assertThat(result.elapsed()).isGreaterThanOrEqualTo(SHORT);
    }

    @Test
    void whatIsNotAnsweredInTimeIsGivenUp() throws IOException {
        Server server = start((caller, number) -> {
            for (String path = caller.path(); path != null; path = caller.path()) {
                if (!path.endsWith("/never")) {
                    caller.say(Server.answerTo(path));
                }
            }
        });
        Shots shots = Notes.get("/200/a", "/200/never", "/200/b");

        try (Firing firing = new Firing(server.address(), 2, SHORT, SHORT, shots, notes)) {
            firing.open();
            BlastResult result = firing.run();

            assertThat(result.failed()).isOne();
            assertThat(result.answers()).isEqualTo(2);
        }
        assertThat(notes.unheard).containsOnlyKeys(1L);
        assertThat(notes.unheard.get(1L)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void whereNobodyListensARunIsRefused() throws IOException {
        InetSocketAddress nobody = Server.nobody();

        assertThatThrownBy(() -> Blast.run(nobody, 3, LONG, Notes.numbered(3), notes))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("none of 3 connections");
        assertThat(notes.unheard).isEmpty();
    }

    @Test
    void aConnectionIsTriedFourTimesForEachRequestAndCanRecover() throws IOException {
        InetSocketAddress address = Server.nobody();
        Ear lateStart = new Ear() {
            @Override
            public void heard(long number, int status, byte[] buffer, int bodyFrom, int bodyLength, long nanos) {
                notes.heard(number, status, buffer, bodyFrom, bodyLength, nanos);
            }

            @Override
            public void unheard(long number, IOException why) {
                notes.unheard(number, why);
                startOn(address.getPort());
            }
        };

        BlastResult result = Blast.stampede(address, 1, LONG, Notes.numbered(2), lateStart);

        assertThat(notes.unheard.get(0L)).isInstanceOf(ConnectException.class);
        assertThat(notes.heard).containsOnlyKeys(1L);
        assertThat(result.connectFailures()).isEqualTo(4);
        assertThat(result.failed()).isOne();
    }

    @Test
    void anInterruptEndsIt() throws IOException {
        Server server = start(Server::wellBehaved);
        byte[] request = Requests.get("/200/", "localhost", null);
        Shots shots = () -> {
            Thread.currentThread().interrupt();
            return request;
        };

        assertThatThrownBy(() -> Blast.run(server.address(), 1, LONG, shots, notes))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private Server start(Server.Manners manners) throws IOException {
        Server server = Server.that(manners);
        servers.add(server);
        return server;
    }

    private void startOn(int port) {
        try {
            servers.add(Server.on(port, Server::wellBehaved));
        } catch (IOException taken) {
            throw new IllegalStateException(taken);
        }
    }
}
