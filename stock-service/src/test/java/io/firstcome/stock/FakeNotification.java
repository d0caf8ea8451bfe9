package io.firstcome.stock;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.settle.SettledClaims;
import io.firstcome.contracts.stock.HeldClaim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** notification-service as stock-service sees it: settled claims, by rank, in pages. */
public final class FakeNotification {

    /** Whether it answers 503. */
    public volatile boolean away;

    /** No answer is given before this is open. */
    public volatile CountDownLatch hangsUntil = new CountDownLatch(0);

    private final ObjectMapper json =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private final Map<Long, ConcurrentSkipListMap<Long, SettledClaim>> settled = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final HttpServer server;

    /** Starts it on a free port. */
    public FakeNotification() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/events", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Makes claims rows. */
    public void settle(long event, HeldClaim... claims) {
        for (HeldClaim claim : claims) {
            put(event, claim, null);
        }
    }

    /** Makes settled claims revoked ones. */
    public void revoke(long event, HeldClaim... claims) {
        for (HeldClaim claim : claims) {
            put(event, claim, Instant.now());
        }
    }

    /** Returns how many calls are being answered. */
    public int underWay() {
        return underWay.get();
    }

    private void put(long event, HeldClaim claim, Instant revokedAt) {
        Instant at = Instant.ofEpochMilli(claim.grantedAt());
        settled.computeIfAbsent(event, id -> new ConcurrentSkipListMap<>())
                .put(
                        claim.rank(),
                        new SettledClaim(claim.user(), claim.rank(), claim.unit(), at, at, MailState.SENT, revokedAt));
    }

    private void answer(HttpExchange exchange) throws IOException {
        long event = Long.parseLong(exchange.getRequestURI().getPath().split("/")[3]);
        underWay.incrementAndGet();
        try (exchange) {
            hangsUntil.await();
            if (away) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            byte[] body = json.writeValueAsBytes(new SettledClaims(page(event, exchange)));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private List<SettledClaim> page(long event, HttpExchange exchange) {
        Map<String, String> query = Arrays.stream(
                        exchange.getRequestURI().getQuery().split("&"))
                .map(parameter -> parameter.split("="))
                .collect(Collectors.toMap(parameter -> parameter[0], parameter -> parameter[1]));
        return settled
                .getOrDefault(event, new ConcurrentSkipListMap<>())
                .tailMap(Long.valueOf(query.get("afterRank")), false)
                .values()
                .stream()
                .filter(claim ->
                        claim.revokedAt() == null || query.get("revoked").equals("true"))
                .limit(Long.parseLong(query.get("limit")))
                .toList();
    }
}
