package io.firstcome.bench.scenario;

import io.firstcome.bench.BenchException;
import io.firstcome.loadtest.http.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What pages ask of the gateway without anybody pressing a button: they are loaded, loaded again, and look at their event. */
final class Looking implements Scenario {
    static final String GROUP = "pages";
    private static final Pattern FILE = Pattern.compile("\"(/page/[^\"]+)\"");

    private final String name;
    private final int expected;
    private final Asked asked;
    private byte[][] requests;

    @FunctionalInterface
    private interface Asked {
        List<Request> on(Stage stage) throws IOException;
    }

    private Looking(String what, int expected, Asked asked) {
        this.name = GROUP + ": " + what;
        this.expected = expected;
        this.asked = asked;
    }

    /** The page and every file it is made of, in turn, as by somebody who has never been here. */
    static Looking files() {
        return new Looking("one of its files", 200, stage -> {
            var page = page(stage).body();
            List<Request> files = new ArrayList<>(List.of(Request.get("/")));
            FILE.matcher(page).results().forEach(file -> files.add(Request.get(file.group(1))));
            return files.stream()
                    .map(file -> file.header("Accept-Encoding", "gzip"))
                    .toList();
        });
    }

    /** The page alone, as by somebody whose browser has it: it has not changed. */
    static Looking again() {
        return new Looking(
                "loaded again",
                304,
                stage -> List.of(Request.get("/")
                        .header(
                                "If-None-Match",
                                page(stage).headers().firstValue("ETag").orElseThrow())));
    }

    /** One event, by everybody who waits for it. */
    static Looking event() {
        return new Looking(
                "their event",
                200,
                stage -> List.of(Request.get("/api/events/" + stage.openEvent("Benchmark: looked at", 1))));
    }

    private static HttpResponse<String> page(Stage stage) throws IOException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://" + stage.host() + "/"))
                            .build(),
                    BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    @Override
    public String group() {
        return GROUP;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare(Stage stage) throws IOException {
        requests = asked.on(stage).stream()
                .map(request -> request.whole(stage.host()))
                .toArray(byte[][]::new);
    }

    @Override
    public int mostWarmUps() {
        return 6;
    }

    @Override
    public Sample run(Stage stage, Duration length) throws IOException {
        var shooting = Volley.shoot(stage, stage.gateway(), length, requests);
        if (shooting.result().byStatus()[expected] < shooting.result().answers()) {
            throw new BenchException(name + ": answers with other statuses than " + expected + " too");
        }
        return shooting.sample();
    }
}
