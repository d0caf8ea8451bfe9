package io.firstcome.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.account.RehearsalAccounts;
import io.firstcome.contracts.problem.Problem;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.loadtest.suite.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** The suite's API in one small server with everything in memory, that can be told to misbehave. */
final class FakeSuite implements AutoCloseable {

    static final String SERVICE_TOKEN = "a-service-token-of-at-least-32-characters";
    private static final long EVENT = 7;

    /** Ways to misbehave. */
    enum Fault {
        /** Gives one unit more than there are. */
        OVERSELLS,
        /** Refuses everybody after half the stock as sold out. */
        LIES_SOLD_OUT,
        /** Answers every first apply of a user with 503 and Retry-After. */
        BUSY_AT_FIRST,
        /** Breaks the connection instead of answering the first two applies of every tenth user: the first may be sent again unnoticed. */
        HANGS_UP,
        /** Answers some applies with a plain 500. */
        FAILS,
        /** Never settles the last claim. */
        FORGETS_ONE,
        /** Shows an address in the claims. */
        LEAKS,
        /** Accepts expired tokens and lets users be admins. */
        TRUSTS_EVERYBODY
    }

    private record Event(String name, long quantity, Instant opensAt) {}

    private final HttpServer server;
    private final Set<Fault> faults;
    private final KeyPair keys;
    private final Path folder;
    private final List<SettledClaim> claims = new ArrayList<>();
    private final Set<Long> seenBefore = ConcurrentHashMap.newKeySet();
    private final Map<Long, Integer> applies = new ConcurrentHashMap<>();
    private volatile Event event;

    FakeSuite(Path folder, Fault... faults) throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.faults = faults.length == 0 ? Set.of() : EnumSet.of(faults[0], faults);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        this.keys = generator.generateKeyPair();
        Files.writeString(
                key(),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        Files.writeString(secrets(), "# made by a test\nFIRSTCOME_SERVICE_TOKEN=" + SERVICE_TOKEN + "\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    HerdOptions.Target target() {
        URI here = URI.create("http://localhost:" + server.getAddress().getPort());
        return new HerdOptions.Target(here, here, here, key(), secrets());
    }

    Path key() {
        return folder.resolve("key.pem");
    }

    Path secrets() {
        return folder.resolve("secrets.env");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (path) {
                case "GET /api/events" -> send(exchange, 200, "[]");
                case "POST /internal/rehearsal/accounts" -> accounts(exchange, body);
                case "GET /api/v1/messages" -> messages(exchange);
                case "POST /api/event/apply" -> apply(exchange, body);
                case "GET /api/event/status" -> status(exchange);
                case "POST /api/admin/events",
                        "PATCH /api/admin/events/7",
                        "POST /api/admin/event/stock",
                        "GET /api/admin/event/stock",
                        "GET /api/admin/event/live",
                        "GET /api/admin/event/claims" -> admin(path, exchange, body);
                default -> refuse(exchange, ProblemCode.NOT_FOUND);
            }
        }
    }

    private void accounts(HttpExchange exchange, byte[] body) throws IOException {
        if (!SERVICE_TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Service-Token"))) {
            refuse(exchange, ProblemCode.SERVICE_TOKEN_REQUIRED);
            return;
        }
        int count = Json.read(body, RehearsalAccounts.Request.class).count();
        List<Long> users = LongStream.rangeClosed(1000, 999 + count).boxed().toList();
        send(exchange, 200, Json.write(new RehearsalAccounts(users)));
    }

    private void apply(HttpExchange exchange, byte[] body) throws IOException {
        Long user = user(exchange);
        if (user == null) {
            return;
        }
        if (faults.contains(Fault.HANGS_UP) && user % 10 == 0 && applies.merge(user, 1, Integer::sum) <= 2) {
            throw new IOException("hangs up");
        }
        if (body.length > 8192) {
            refuse(exchange, ProblemCode.BODY_TOO_LARGE);
        } else if (body.length > 0
                && !"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            refuse(exchange, ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        } else if (body.length > 0 && !Json.tree(body).path("eventId").isNumber()) {
            refuse(exchange, ProblemCode.MALFORMED_REQUEST);
        } else {
            decide(exchange, user);
        }
    }

    private void decide(HttpExchange exchange, long user) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (!query.matches("eventId=\\d+")) {
            refuse(exchange, ProblemCode.INVALID_INPUT);
        } else if (event == null || !query.equals("eventId=" + EVENT)) {
            refuse(exchange, ProblemCode.UNKNOWN_EVENT);
        } else if (Instant.now().isBefore(event.opensAt())) {
            refuse(exchange, ProblemCode.NOT_OPEN);
        } else if (faults.contains(Fault.BUSY_AT_FIRST) && seenBefore.add(user)) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            refuse(exchange, ProblemCode.UNAVAILABLE);
        } else if (faults.contains(Fault.FAILS) && seenBefore.add(user)) {
            send(exchange, 500, "oops");
        } else {
            grant(exchange, user);
        }
    }

    private void grant(HttpExchange exchange, long user) throws IOException {
        long limit = event.quantity() + (faults.contains(Fault.OVERSELLS) ? 1 : 0);
        limit = faults.contains(Fault.LIES_SOLD_OUT) ? limit / 2 : limit;
        int status = 200;
        SettledClaim claim;
        synchronized (claims) {
            claim = claims.stream()
                    .filter(held -> held.user() == user)
                    .findFirst()
                    .orElse(null);
            if (claim == null && claims.size() < limit) {
                long rank = claims.size() + 1L;
                Instant now = Instant.now();
                claim = new SettledClaim(user, rank, rank, now, now, MailState.SENT);
                claims.add(claim);
                status = 202;
            }
        }
        if (claim == null) {
            refuse(exchange, ProblemCode.SOLD_OUT);
        } else {
            send(exchange, status, Json.write(Map.of("eventId", EVENT, "rank", claim.rank(), "status", "ACCEPTED")));
        }
    }

    private void status(HttpExchange exchange) throws IOException {
        Long user = user(exchange);
        if (user == null) {
            return;
        }
        synchronized (claims) {
            Object told = claims.stream()
                    .filter(held -> held.user() == user)
                    .findFirst()
                    .<Object>map(held ->
                            Map.of("eventId", EVENT, "status", "CONFIRMED", "rank", held.rank(), "mail", held.mail()))
                    .orElse(Map.of("eventId", EVENT, "status", "NONE"));
            send(exchange, 200, Json.write(told));
        }
    }

    private void admin(String path, HttpExchange exchange, byte[] body) throws IOException {
        Long user = user(exchange);
        if (user == null) {
            return;
        }
        if (!payload(exchange).path("roles").toString().contains("ADMIN") && !faults.contains(Fault.TRUSTS_EVERYBODY)) {
            refuse(exchange, ProblemCode.FORBIDDEN);
            return;
        }
        switch (path) {
            case "POST /api/admin/events" -> create(exchange, Json.tree(body));
            case "PATCH /api/admin/events/7" -> move(exchange, Json.tree(body));
            case "POST /api/admin/event/stock" -> setStock(exchange, Json.tree(body));
            case "GET /api/admin/event/live" -> live(exchange);
            case "GET /api/admin/event/stock" -> send(exchange, 200, stock());
            default -> send(exchange, 200, page(exchange.getRequestURI().getQuery()));
        }
    }

    private void create(HttpExchange exchange, JsonNode wanted) throws IOException {
        Instant opensAt = Instant.parse(wanted.path("opensAt").asText());
        if (!opensAt.isBefore(Instant.parse(wanted.path("closesAt").asText()))) {
            refuse(exchange, ProblemCode.INVALID_INPUT);
            return;
        }
        event = new Event(wanted.path("name").asText(), wanted.path("quantity").asLong(), opensAt);
        send(exchange, 201, "{\"id\":" + EVENT + "}");
    }

    private void move(HttpExchange exchange, JsonNode wanted) throws IOException {
        Instant opensAt = Instant.parse(wanted.path("opensAt").asText());
        event = new Event(event.name(), event.quantity(), opensAt);
        send(exchange, 200, "{\"id\":" + EVENT + "}");
    }

    private void setStock(HttpExchange exchange, JsonNode wanted) throws IOException {
        long count = wanted.path("count").asLong();
        if (count < 1 || count > 10_000_000) {
            refuse(exchange, ProblemCode.INVALID_INPUT);
        } else if (wanted.path("eventId").asLong() != EVENT) {
            refuse(exchange, ProblemCode.UNKNOWN_EVENT);
        } else {
            refuse(exchange, ProblemCode.BELOW_GRANTED);
        }
    }

    /** Many looks a second, until the client has had enough. */
    private void live(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        while (true) {
            String look;
            synchronized (claims) {
                look = Json.write(Map.of(
                        "at", System.currentTimeMillis(),
                        "answers", Map.of("ACCEPTED", claims.size()),
                        "quantity", event.quantity(),
                        "remaining", event.quantity() - claims.size(),
                        "published", claims.size(),
                        "settled", claims.size(),
                        "mailed", claims.size()));
            }
            exchange.getResponseBody().write(("data:" + look + "\n\n").getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private String stock() {
        synchronized (claims) {
            return Json.write(Map.of(
                    "eventId",
                    EVENT,
                    "quantity",
                    event.quantity(),
                    "granted",
                    claims.size(),
                    "remaining",
                    event.quantity() - claims.size(),
                    "unpublished",
                    0));
        }
    }

    private String page(String query) {
        long after = number("afterRank", query);
        long limit = number("limit", query);
        synchronized (claims) {
            List<SettledClaim> settled = faults.contains(Fault.FORGETS_ONE) && !claims.isEmpty()
                    ? claims.subList(0, claims.size() - 1)
                    : claims;
            List<SettledClaim> page = settled.stream()
                    .filter(claim -> claim.rank() > after)
                    .limit(limit)
                    .toList();
            boolean more = !page.isEmpty() && page.getLast().rank() < settled.size();
            String next = more ? String.valueOf(page.getLast().rank()) : "null";
            return "{\"eventId\":7,\"total\":%d,\"mails\":{\"pending\":0,\"sent\":%d,\"failed\":0,\"noAddress\":0},\"claims\":%s,\"nextAfterRank\":%s%s}"
                    .formatted(
                            settled.size(),
                            settled.size(),
                            Json.write(page),
                            next,
                            faults.contains(Fault.LEAKS) ? ",\"of\":\"a@b.example\"" : "");
        }
    }

    private void messages(HttpExchange exchange) throws IOException {
        int start = (int) number("start", exchange.getRequestURI().getQuery());
        synchronized (claims) {
            List<Object> messages = claims.stream()
                    .skip(start)
                    .limit(50)
                    .<Object>map(claim -> Map.of(
                            "ID", "m" + claim.rank(),
                            "Subject", event.name() + ": you are number " + claim.rank(),
                            "To", List.of(Map.of("Address", claim.user() + "@rehearsal.example"))))
                    .toList();
            send(exchange, 200, Json.write(Map.of("total", claims.size(), "messages", messages)));
        }
    }

    /** Returns who calls; null when the call has been refused. */
    private Long user(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header == null) {
            refuse(exchange, ProblemCode.UNAUTHENTICATED);
            return null;
        }
        JsonNode payload = payload(exchange);
        boolean current = payload.path("exp").asLong() > Instant.now().getEpochSecond()
                && "firstcome".equals(payload.path("aud").asText());
        if (!isSigned(header.substring(7)) || !current && !faults.contains(Fault.TRUSTS_EVERYBODY)) {
            refuse(exchange, ProblemCode.INVALID_TOKEN);
            return null;
        }
        return Long.valueOf(payload.path("sub").asText());
    }

    private boolean isSigned(String token) {
        try {
            String[] parts = token.split("\\.");
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(keys.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes());
            return parts.length == 3 && signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static JsonNode payload(HttpExchange exchange) {
        String token = exchange.getRequestHeaders().getFirst("Authorization").substring(7);
        return Json.tree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static long number(String name, String query) {
        Matcher found = Pattern.compile("(?:^|&)" + name + "=(\\d+)").matcher(query);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static void refuse(HttpExchange exchange, ProblemCode code) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", Problem.MEDIA_TYPE);
        send(exchange, code.status(), Json.write(Problem.of(code, Language.EN, null)));
    }

    private static void send(HttpExchange exchange, int status, String json) {
        try {
            byte[] body = json.getBytes();
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
