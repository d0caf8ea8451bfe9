package io.firstcome.localstack.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The mailbox in a browser, and the part of Mailpit's API that tests and tools use. */
final class MailHttp implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MESSAGES = "/api/v1/messages";
    private static final String MESSAGE = "/api/v1/message/";
    private static final String SEARCH = "/api/v1/search";
    private static final int PAGE = 50;

    private final MailStore store;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            4, Thread.ofPlatform().daemon().name("mail-http-", 0).factory());

    MailHttp(MailStore store, int port) throws IOException {
        this.store = store;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var call =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            var query = query(exchange);
            switch (call) {
                case "GET /" -> page(exchange);
                case "GET " + MESSAGES ->
                    json(
                            exchange,
                            MailJson.list(
                                    store.page(number(query, "start", 0), number(query, "limit", PAGE)),
                                    store.count(),
                                    store.count()));
                case "GET " + SEARCH -> search(exchange, query);
                case "DELETE " + MESSAGES -> {
                    store.clear();
                    send(exchange, 200, "text/plain", "ok".getBytes(UTF_8));
                }
                default -> {
                    if (call.startsWith("GET " + MESSAGE)) {
                        message(exchange, call.substring(("GET " + MESSAGE).length()));
                    } else {
                        send(exchange, 404, "text/plain", "not found".getBytes(UTF_8));
                    }
                }
            }
        } catch (NumberFormatException e) {
            send(exchange, 400, "text/plain", "a number was expected".getBytes(UTF_8));
        }
    }

    private void search(HttpExchange exchange, Map<String, String> query) throws IOException {
        var words = query.getOrDefault("query", "").strip();
        if (!words.startsWith("to:")) {
            send(exchange, 400, "text/plain", "only to:address can be searched for".getBytes(UTF_8));
            return;
        }
        var found = store.to(words.substring("to:".length()).replace("\"", "").strip());
        var page = found.stream()
                .skip(number(query, "start", 0))
                .limit(number(query, "limit", PAGE))
                .toList();
        json(exchange, MailJson.list(page, store.count(), found.size()));
    }

    private void message(HttpExchange exchange, String id) throws IOException {
        var mail = store.byId(Long.parseLong(id));
        if (mail.isPresent()) {
            json(exchange, MailJson.whole(mail.get()));
        } else {
            send(exchange, 404, "text/plain", "no such mail".getBytes(UTF_8));
        }
    }

    private static void page(HttpExchange exchange) throws IOException {
        try (var page = MailHttp.class.getResourceAsStream("mailbox.html")) {
            send(exchange, 200, "text/html; charset=utf-8", page.readAllBytes());
        }
    }

    private static void json(HttpExchange exchange, Object body) throws IOException {
        send(exchange, 200, "application/json", JSON.writeValueAsBytes(body));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static int number(Map<String, String> query, String name, int otherwise) {
        var value = query.get(name);
        return value == null ? otherwise : Math.max(0, Integer.parseInt(value));
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var values = new HashMap<String, String>();
        var raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (var pair : raw.split("&")) {
                var parts = pair.split("=", 2);
                values.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
            }
        }
        return values;
    }
}
