package io.firstcome.localstack.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.localstack.backend.Mailbox.Mail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads a mailbox over HTTP, in Mailpit's words: a Mailpit, or the mailbox of a running suite. */
public final class MailpitClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LIMIT = 1_000;

    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /** @param url for example {@code http://127.0.0.1:8025} */
    public MailpitClient(String url) {
        this.url = url;
    }

    /** The newest 1,000 mails to this address, newest first. */
    public List<Mail> messagesTo(String address) {
        var query = URLEncoder.encode("to:\"" + address + "\"", UTF_8);
        var page = get("/api/v1/search?limit=" + LIMIT + "&query=" + query).path("messages");
        return stream(page)
                .filter(head -> addresses(head).stream().anyMatch(address::equalsIgnoreCase))
                .map(head -> message(head.path("ID").asText()))
                .toList();
    }

    /** How many mails are kept. */
    public int count() {
        return get("/api/v1/messages?limit=1").path("total").asInt();
    }

    /** Forgets all mails. */
    public void clear() {
        call("DELETE", "/api/v1/messages");
    }

    private Mail message(String id) {
        var mail = get("/api/v1/message/" + id);
        return new Mail(
                mail.path("From").path("Address").asText(),
                addresses(mail),
                mail.path("Subject").asText(),
                mail.path("Text").asText(),
                mail.path("HTML").asText());
    }

    private static List<String> addresses(JsonNode mail) {
        return stream(mail.path("To")).map(to -> to.path("Address").asText()).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private JsonNode get(String path) {
        try {
            return JSON.readTree(call("GET", path).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> call(String method, String path) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString(UTF_8));
            if (response.statusCode() != 200) {
                throw new IOException(request.uri() + " answered " + response.statusCode() + " " + response.body());
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
