package io.firstcome.loadtest.watch;

import io.firstcome.loadtest.suite.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Follows the live stream of an event while the herd is at it. Looking must not break a rehearsal: when there is no stream, or it breaks, there are
 * no further looks, and that is all.
 */
public final class LiveWatch implements AutoCloseable {

    private static final String DATA = "data:";

    /** How wide the lines are drawn. */
    private static final int WIDTH = 36;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final List<Look> looks = new CopyOnWriteArrayList<>();

    /** Begins to follow; returns at once. */
    public LiveWatch(URI gateway, long eventId, String adminToken) {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/api/admin/event/live?eventId=" + eventId))
                .header("Authorization", "Bearer " + adminToken)
                .header("Accept", "text/event-stream")
                .build();
        Thread.ofVirtual().name("live-watch").start(() -> follow(request));
    }

    private void follow(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                response.body().close();
                return;
            }
            try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                for (String line; (line = lines.readLine()) != null; ) {
                    if (line.startsWith(DATA + "{")) {
                        looks.add(
                                Json.read(line.substring(DATA.length()).getBytes(StandardCharsets.UTF_8), Look.class));
                    }
                }
            }
        } catch (IOException ended) {
            // By us, or by the suite: what was seen until then stays.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what was seen so far, a look a second. */
    public List<Look> looks() {
        return List.copyOf(looks);
    }

    /** Returns it drawn, as lines of text; none before the second look. */
    public List<String> lines() {
        List<Look> seen = looks();
        if (seen.size() < 2) {
            return List.of();
        }
        Look now = seen.getLast();
        List<Long> perSecond = new ArrayList<>();
        for (int i = Math.max(1, seen.size() - WIDTH); i < seen.size(); i++) {
            perSecond.add(rate(seen.get(i - 1), seen.get(i)));
        }
        List<String> lines = new ArrayList<>();
        lines.add("  applies    %s %,d/s".formatted(sparks(perSecond), perSecond.getLast()));
        lines.add("  told       won %,d, again %,d, sold out %,d, not open %,d, to try again %,d"
                .formatted(
                        now.answered("ACCEPTED"),
                        now.answered("REPEAT"),
                        now.answered("SOLD_OUT"),
                        now.answered("NOT_OPEN"),
                        now.answered("UNAVAILABLE")
                                + now.applies()
                                - now.answers().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()));
        if (now.remaining() != null && now.quantity() != null) {
            lines.add("  left       %s %,d of %,d"
                    .formatted(bar(now.remaining(), now.quantity()), now.remaining(), now.quantity()));
        }
        if (now.published() != null && now.settled() != null) {
            lines.add("  settled    %s %,d of %,d promised"
                    .formatted(bar(now.settled(), now.published()), now.settled(), now.published()));
            lines.add("  mailed     %s %,d".formatted(bar(now.mailed(), now.published()), now.mailed()));
        }
        return lines;
    }

    private static long rate(Look before, Look now) {
        double seconds = Math.max(0.5, (now.at() - before.at()) / 1000.0);
        return Math.round(Math.max(0, now.applies() - before.applies()) / seconds);
    }

    private static String sparks(List<Long> values) {
        long most = Math.max(1, values.stream().mapToLong(Long::longValue).max().orElse(1));
        StringBuilder drawn = new StringBuilder(" ".repeat(WIDTH - values.size()));
        for (long value : values) {
            drawn.append(value == 0 ? '·' : "▁▂▃▄▅▆▇█".charAt((int) (value * 7 / most)));
        }
        return drawn.toString();
    }

    private static String bar(long part, long whole) {
        int filled = whole == 0 ? 0 : (int) Math.min(WIDTH, Math.round((double) WIDTH * part / whole));
        return "█".repeat(filled) + "░".repeat(WIDTH - filled);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
