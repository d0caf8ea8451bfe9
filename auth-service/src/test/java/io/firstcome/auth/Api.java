package io.firstcome.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.localstack.backend.Backends;
import io.firstcome.localstack.backend.Mailbox.Mail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/** The service as its callers see it: over HTTP, and the mailbox for the codes. */
@TestComponent
public class Api {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Environment environment;

    Api(Environment environment) {
        this.environment = environment;
    }

    /** An answer; {@code body} is missing when there was none. */
    public record Answer(int status, JsonNode body, HttpResponse<String> response) {

        public String code() {
            return body.path("code").asText();
        }

        public String text(String member) {
            return body.path(member).asText();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    /** Returns an address that no other test uses. */
    public static String anyAddress() {
        return "kim-" + UUID.randomUUID() + "@example.com";
    }

    /** Posts JSON as a client with an address of its own. */
    public Answer post(String path, String json, String... headers) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("X-Client-Address", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(json)),
                headers);
    }

    public Answer get(String path, String... headers) {
        return send(request(path).GET(), headers);
    }

    /** Adds headers, the last of a name wins, and sends. */
    public Answer send(HttpRequest.Builder request, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            JsonNode body = response.body().isEmpty() ? JSON.missingNode() : JSON.readTree(response.body());
            return new Answer(response.statusCode(), body, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port") + path));
    }

    public Answer internal(String path, String json) {
        return post(path, json, "X-Service-Token", System.getProperty("FIRSTCOME_SERVICE_TOKEN"));
    }

    public Answer sendCode(String email, String... headers) {
        return post("/api/auth/send-verification-code", "{\"email\":\"" + email + "\"}", headers);
    }

    public Answer verify(String email, String code, String... headers) {
        return post("/api/auth/verify-code", "{\"email\":\"" + email + "\",\"code\":\"" + code + "\"}", headers);
    }

    public Answer refresh(String refreshToken) {
        return post("/api/auth/refresh", "{\"refreshToken\":\"" + refreshToken + "\"}");
    }

    public Answer logout(String accessToken) {
        return send(request("/api/auth/logout").POST(BodyPublishers.noBody()), bearer(accessToken));
    }

    public static String[] bearer(String accessToken) {
        return new String[] {"Authorization", "Bearer " + accessToken};
    }

    /** Asks for a code and reads it from the mail, which is handed in before the answer comes. */
    public String codeFor(String email) {
        Answer sent = sendCode(email);
        if (sent.status() != 202) {
            throw new AssertionError("no code was sent: " + sent.response().body());
        }
        return code(mails(email).getFirst());
    }

    public static List<Mail> mails(String email) {
        return Backends.shared().mailbox().messagesTo(email);
    }

    public static String code(Mail mail) {
        Matcher code = CODE.matcher(mail.text());
        if (!code.find()) {
            throw new AssertionError("no code in the mail");
        }
        return code.group(1);
    }

    /** Returns a code that is not this one. */
    public static String wrong(String code) {
        return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
    }

    /** Logs in; returns the pair of tokens. */
    public Answer logIn(String email) {
        Answer tokens = verify(email, codeFor(email));
        if (tokens.status() != 200) {
            throw new AssertionError("no login: " + tokens.response().body());
        }
        return tokens;
    }

    /** Does something so many times at one moment and returns all results. */
    public static <T> List<T> atOnce(int times, Callable<T> action) {
        CountDownLatch gate = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> results = IntStream.range(0, times)
                    .mapToObj(n -> threads.submit(() -> {
                        gate.await();
                        return action.call();
                    }))
                    .toList();
            gate.countDown();
            return results.stream().map(Api::result).toList();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
