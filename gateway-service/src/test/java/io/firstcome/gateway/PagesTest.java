package io.firstcome.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstcome.contracts.problem.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The pages as a browser gets them. */
class PagesTest extends GatewayTest {

    private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"(/page/[^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import) '(\\.[^']+)'");
    /** The herd's page is small; the console brings a library for its charts, which few load. */
    private static final Map<String, Integer> MAX_BYTES = Map.of("/", 40_000, "/admin", 125_000);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void thePageNamesFilesThatAreKeptForEverAndIsAskedForAnewItself() throws Exception {
        HttpResponse<String> page = send(request("/"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(page, "Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe", "http");

        Set<String> addresses = addresses(page.body());
        assertThat(addresses).hasSizeGreaterThan(5);
        for (String address : addresses) {
            HttpResponse<String> part = send(request(address));
            assertThat(part.statusCode()).as(address).isEqualTo(200);
            assertThat(header(part, "Cache-Control")).as(address).contains("max-age=31536000", "immutable");
            assertThat(header(part, "X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void whoHasAFileAlreadyIsToldSoInAFewBytes() {
        HttpResponse<String> first = send(request("/"));
        HttpResponse<String> again = send(request("/").header("If-None-Match", header(first, "ETag")));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(send(request("/").header("If-None-Match", "W/\"another\"")).statusCode())
                .isEqualTo(200);
    }

    /** While gateways are replaced, the page of one may ask the other. */
    @Test
    void aFileUnderAnotherHashIsToldButNotKept() {
        String address = addresses(send(request("/")).body()).iterator().next();
        HttpResponse<String> other = send(request(address.replaceFirst("/page/[0-9a-f]+/", "/page/0123456789abcdef/")));
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(header(other, "Cache-Control")).isEqualTo("no-cache");
        assertThat(other.body()).isEqualTo(send(request(address)).body());
        for (String nothing :
                Set.of("/page/", "/page/x", "/page/x/none.js", "/index.html", "/js/page.js", "/static/")) {
            assertProblem(send(request(nothing)), ProblemCode.NOT_FOUND);
        }
    }

    @Test
    void aPageIsSmallAndNamesEveryModuleItIsMadeOf() throws Exception {
        for (String path : pages()) {
            String html = send(request(path)).body();
            Map<String, Integer> bytes = new LinkedHashMap<>();
            bytes.put(path, compressed(path).length);
            Set<String> named = addresses(html);
            Deque<String> left = new ArrayDeque<>(named);
            while (!left.isEmpty()) {
                String address = left.pop();
                if (bytes.put(address, compressed(address).length) == null && address.endsWith(".js")) {
                    Matcher imports = IMPORT.matcher(send(request(address)).body());
                    while (imports.find()) {
                        left.add(Path.of(address)
                                .resolveSibling(imports.group(1))
                                .normalize()
                                .toString());
                    }
                }
            }
            int total = bytes.values().stream().mapToInt(Integer::intValue).sum();
            System.out.printf("%s: %d files, %,d bytes%n", path, bytes.size(), total);
            assertThat(total).as("%s", bytes).isLessThan(MAX_BYTES.get(path));
            assertThat(named)
                    .as("what is not named is found late")
                    .containsAll(bytes.keySet().stream()
                            .filter(each -> !each.equals(path))
                            .toList());
        }
    }

    @Test
    void nothingIsAskedForElsewhereAndNothingIsInline() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/static"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file).replace("http://www.w3.org/2000/svg", ""))
                        .as(file.toString())
                        .doesNotContain("http:", "https:", "innerHTML", "eval(", " style=", "<style", " onclick=\"");
            }
        }
    }

    @Test
    void whatOnlyAsksHowBigItIsGetsNoBody() throws Exception {
        HttpResponse<byte[]> head = http.send(
                request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()).build(), BodyHandlers.ofByteArray());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
        assertProblem(send(request("/").POST(HttpRequest.BodyPublishers.noBody())), ProblemCode.NOT_FOUND);
    }

    private static Set<String> pages() throws IOException {
        Set<String> pages = new LinkedHashSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/static"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html"))
                    .forEach(name ->
                            pages.add("/" + name.replace("index.html", "").replace(".html", "")));
        }
        return pages;
    }

    private static Set<String> addresses(String html) {
        Set<String> addresses = new LinkedHashSet<>();
        Matcher matcher = ADDRESS.matcher(html);
        while (matcher.find()) {
            addresses.add(matcher.group(1));
        }
        return addresses;
    }

    /** The bytes on the wire; checks that they are what a client that takes none compressed gets. */
    private byte[] compressed(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                http.send(request(path).header("Accept-Encoding", "gzip, br").build(), BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Encoding")).as(path).hasValue("gzip");
        assertThat(response.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
        assertThat(new String(plain, java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(send(request(path)).body());
        return response.body();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
