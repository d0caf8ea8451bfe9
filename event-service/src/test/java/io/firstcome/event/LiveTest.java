package io.firstcome.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.kit.count.Counted;
import io.firstcome.kit.count.SharedCounts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.redisson.api.RedissonClient;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An event as it happens, streamed to an admin. */
@ExtendWith(OutputCaptureExtension.class)
class LiveTest extends EventServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    RedissonClient redisson;

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<InputStream> open = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws IOException {
        for (InputStream stream : open) {
            stream.close();
        }
    }

    @Test
    void eachSecondTellsWhatBecameOfAppliesOnAllInstancesAndWhatIsLeft() {
        long event = open(1);
        Stream stream = stream(event, token(someone(), "ADMIN"), null);
        apply(call(someone(), event), call(someone(), event));
        // As a gateway counts what it tells from memory.
        SharedCounts another = new SharedCounts(redisson, Clock.systemUTC());
        another.add(new Counted("event:" + event, "SOLD_OUT"), 5);
        another.add(new Counted("POST /api/event/apply", "LIMITED"), 3);
        another.flush();

        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode last = stream.last();
            assertThat(last.at("/answers/ACCEPTED").asLong()).isEqualTo(1);
            assertThat(last.at("/answers/SOLD_OUT").asLong()).isEqualTo(6);
            assertThat(last.at("/door/LIMITED").asLong()).isGreaterThanOrEqualTo(3);
            assertThat(last.path("state").asText()).isEqualTo("OPEN");
            assertThat(last.path("quantity").asLong()).isEqualTo(1);
            assertThat(last.path("granted").asLong()).isEqualTo(1);
            assertThat(last.path("published").asLong()).isEqualTo(1);
            assertThat(last.path("remaining").asLong()).isZero();
            assertThat(last.path("settled").asLong()).isZero();
            assertThat(last.at("/breakers/stock-service").asText()).isEqualTo("CLOSED");
        });

        services.stockAway = true;
        await("an outage is told as such")
                .atMost(PATIENCE)
                .until(() -> !stream.last().has("remaining"));
        assertThat(stream.last().at("/answers/SOLD_OUT").asLong()).isEqualTo(6);
    }

    @Test
    void whoComesLaterSeesWhatWasAndWhoComesBackOnlyWhatIsNew() {
        long event = open(1);
        Stream first = stream(event, token(someone(), "ADMIN"), null);
        await().atMost(PATIENCE).until(() -> first.ids.size() >= 3);

        Stream later = stream(event, token(someone(), "ADMIN"), null);
        Stream back =
                stream(event, token(someone(), "ADMIN"), List.copyOf(first.ids).get(1));

        await().atMost(PATIENCE).until(() -> later.ids.size() >= 3 && back.ids.size() >= 2);
        assertThat(later.ids).startsWith(List.copyOf(first.ids).subList(0, 3).toArray(String[]::new));
        assertThat(back.ids.peek()).isEqualTo(List.copyOf(first.ids).get(2));
    }

    @Test
    void anAdminHasOneStreamAndOthersHaveNone() throws Exception {
        long event = open(1);
        String admin = token(someone(), "ADMIN");
        Stream first = stream(event, admin, null);
        Stream second = stream(event, admin, null);

        await().atMost(PATIENCE).until(() -> first.ended);
        assertThat(first.lines).contains("event:replaced");
        await().atMost(PATIENCE).until(() -> second.ids.size() >= 2);
        assertThat(second.ended).isFalse();
        assertThat(refusal(event, token(someone(), "USER"))).contains("FORBIDDEN");
        assertThat(refusal(999_999_999, admin)).contains("UNKNOWN_EVENT");
    }

    @Test
    void aStreamEndsWithItsTokenAndIsNoError(CapturedOutput output) {
        Stream stream = stream(open(1), token(someone(), Duration.ofSeconds(3), "ADMIN"), null);

        await().atMost(PATIENCE).until(() -> stream.ended);

        assertThat(stream.ids).isNotEmpty();
        assertThat(output.getAll()).doesNotContain("Exception");
    }

    private String refusal(long event, String token) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request(event, token).build(), BodyHandlers.ofString());
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return response.body();
    }

    private HttpRequest.Builder request(long event, String token) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/admin/event/live?eventId=" + event))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
    }

    private Stream stream(long event, String token, String lastId) {
        HttpRequest.Builder request = request(event, token);
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            open.add(response.body());
            return new Stream(response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What has come so far. */
    private final class Stream {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final Queue<String> ids = new ConcurrentLinkedQueue<>();
        private volatile String data = "{}";
        private volatile boolean ended;

        Stream(InputStream body) {
            Thread.ofVirtual().start(() -> {
                try (var reader = new java.io.BufferedReader(new java.io.InputStreamReader(body))) {
                    for (String line; (line = reader.readLine()) != null; ) {
                        lines.add(line);
                        if (line.startsWith("id:")) {
                            ids.add(line.substring(3));
                        } else if (line.startsWith("data:{")) {
                            data = line.substring(5);
                        }
                    }
                } catch (IOException closed) {
                    // By us.
                }
                ended = true;
            });
        }

        JsonNode last() {
            try {
                return json.readTree(data);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
