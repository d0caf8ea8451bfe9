package io.firstcome.localstack.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyRouteTest {
    private static final String EVENT = "{\"id\":7,\"name\":\"Opening gift\"}";
    private static final List<String> OTHERS =
            List.of("\"auth\"", "\"event\"", "\"gateway\"", "\"notification\"", "\"stock\"");

    @TempDir
    Path folder;

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger known = new AtomicInteger(OTHERS.size());
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private HttpServer suite;

    @BeforeEach
    void startAFakeSuite() throws IOException {
        suite = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        suite.createContext("/", this::answer);
        suite.start();
    }

    @AfterEach
    void stop() {
        suite.stop(0);
    }

    @Test
    void makesTheFirstEventAndLooksAtStockAndStatus() {
        assertThat(route(() -> {}).await()).isTrue();

        assertThat(events).hasSize(1);
        assertThat(calls)
                .containsSubsequence(
                        "POST /api/admin/events",
                        "GET /api/admin/event/stock?eventId=7",
                        "GET /api/event/status?eventId=7");
    }

    @Test
    void makesNoneWhenThereIsOne() {
        events.add(EVENT);

        assertThat(route(() -> {}).await()).isFalse();
        assertThat(calls).doesNotContain("POST /api/admin/events");
    }

    @Test
    void triesAgainWhatWasRefused() {
        refusals.set(2);

        assertThat(route(() -> {}).await()).isTrue();
        assertThat(events).hasSize(1);
    }

    @Test
    void waitsUntilUnitsAreGranted() {
        closed.set(2);

        route(() -> {}).await();
        assertThat(calls.stream().filter("GET /api/admin/event/stock?eventId=7"::equals))
                .hasSize(3);
    }

    @Test
    void asksForNothingBeforeTheServicesKnowEachOther() {
        known.set(3);
        var waits = new AtomicInteger();

        route(() -> {
                    assertThat(calls).allMatch("GET /actuator/health"::equals);
                    if (waits.incrementAndGet() == 2) {
                        known.set(OTHERS.size());
                    }
                })
                .await();
        assertThat(waits).hasValue(2);
    }

    @Test
    void givesUpAtOnceWhenThereIsAReason() {
        known.set(0);

        assertThatThrownBy(() -> route(() -> {
                            throw new LaunchException("stock-service died");
                        })
                        .await())
                .hasMessage("stock-service died");
    }

    private ApplyRoute route(Runnable noReasonToStop) {
        var url = "http://127.0.0.1:" + suite.getAddress().getPort();
        var key = SigningKey.readOrCreate(folder.resolve("key.pem"));
        return new ApplyRoute(new Http(), url, key, List.of(url), folder.resolve("log"), noReasonToStop);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        calls.add(call);
        var status = 200;
        var body = "{}";
        switch (call) {
            case "GET /actuator/health" -> body = """
                    {"components":{"discoveryComposite":{"components":{"discoveryClient":{"details":{"services":%s}}}}}}""".formatted(new ArrayList<>(OTHERS.subList(0, known.get())));
            case "GET /api/events" -> body = "{\"events\":" + events + "}";
            case "POST /api/admin/events" -> {
                if (refusals.getAndDecrement() > 0) {
                    status = 503;
                } else {
                    events.add(EVENT);
                }
            }
            case "GET /api/admin/event/stock?eventId=7" ->
                body = closed.getAndDecrement() > 0 ? "{\"closedBecause\":\"verifying\"}" : "{\"closedBecause\":null}";
            default -> {}
        }
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
