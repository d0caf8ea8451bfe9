package io.firstcome.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.firstcome.contracts.Language;
import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.audit.AuditEntries;
import io.firstcome.contracts.audit.AuditEntry;
import io.firstcome.contracts.problem.Problem;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.Ranks;
import io.firstcome.contracts.settle.Revocation;
import io.firstcome.contracts.settle.RevokedClaim;
import io.firstcome.contracts.settle.RevokedClaims;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.settle.SettledClaims;
import io.firstcome.contracts.settle.SettledCounts;
import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.EventIds;
import io.firstcome.contracts.stock.FoundClaims;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.contracts.stock.GrantBatches;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantReplies;
import io.firstcome.contracts.stock.GrantReply;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.HeldClaims;
import io.firstcome.contracts.stock.HeldPage;
import io.firstcome.contracts.stock.Quantity;
import io.firstcome.contracts.stock.ReleasedClaim;
import io.firstcome.contracts.stock.ReleasedClaims;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.contracts.stock.StockLevels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** stock-service and notification-service as event-service sees them, kept in memory; either can be away. */
final class FakeServices {

    final List<GrantBatch> batches = new CopyOnWriteArrayList<>();
    final List<Revocation> revocations = new CopyOnWriteArrayList<>();
    final AtomicInteger grantCalls = new AtomicInteger();
    final Map<Long, List<SettledClaim>> settled = new ConcurrentHashMap<>();
    volatile boolean stockAway;
    volatile Duration stockTakes = Duration.ZERO;
    volatile boolean settledAway;
    volatile CountDownLatch settledHangsUntil = new CountDownLatch(0);
    volatile CountDownLatch grantsHangUntil = new CountDownLatch(0);
    final List<AuditEntry> audited = new CopyOnWriteArrayList<>();
    final List<RevokedClaim> unreleased = new CopyOnWriteArrayList<>();
    volatile boolean releasesFail;
    volatile boolean releasesCannotBeNoted;

    private final ObjectMapper json =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private final Map<Long, Ledger> ledgers = new ConcurrentHashMap<>();
    private final HttpServer stockServer = serve(exchange -> answer(exchange, stockAway, this::stock));
    private final HttpServer settledServer = serve(exchange -> answer(exchange, settledAway, this::settled));

    String stockUrl() {
        return "http://127.0.0.1:" + stockServer.getAddress().getPort();
    }

    String settledUrl() {
        return "http://127.0.0.1:" + settledServer.getAddress().getPort();
    }

    private static HttpServer serve(HttpHandler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/internal", handler);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes stock-service forget an event's stock. */
    void loseStock(long eventId) {
        ledgers.remove(eventId);
    }

    Ledger ledger(long eventId) {
        return ledgers.get(eventId);
    }

    private Object stock(String[] path, HttpExchange exchange) throws IOException {
        LockSupport.parkNanos(stockTakes.toNanos());
        if (path[2].equals("stock")) {
            EventIds ids = json.readValue(exchange.getRequestBody(), EventIds.class);
            return new StockLevels(ids.events().stream()
                    .filter(ledgers::containsKey)
                    .map(id -> ledgers.get(id).level())
                    .toList());
        }
        if (path[2].equals("claims")) {
            GrantBatches asked = json.readValue(exchange.getRequestBody(), GrantBatches.class);
            batches.addAll(asked.batches());
            grantCalls.incrementAndGet();
            await(grantsHangUntil);
            return new GrantReplies(asked.batches().stream()
                    .map(batch -> ledgers.containsKey(batch.eventId())
                            ? ledgers.get(batch.eventId()).grant(batch)
                            : new GrantReply(null))
                    .toList());
        }
        long event = Long.parseLong(path[3]);
        String what = exchange.getRequestMethod() + " "
                + String.join("/", List.of(path).subList(4, path.length));
        Ledger ledger = ledgers.get(event);
        return switch (what) {
            case "PUT stock" -> {
                long quantity = json.readValue(exchange.getRequestBody(), Quantity.class)
                        .quantity();
                yield ledgers.computeIfAbsent(event, Ledger::new).setQuantity(quantity);
            }
            case "GET stock" -> ledger.level();
            case "POST claims/lookup" ->
                ledger == null
                        ? new FoundClaims(null, null)
                        : ledger.find(json.readValue(exchange.getRequestBody(), UserIds.class));
            case "GET unpublished" -> ledger.allUnpublished();
            case "GET claims" -> new HeldPage(ledger.all(), HeldPage.FIRST);
            case "POST claims/release" -> {
                if (releasesFail) {
                    throw new IOException("as told");
                }
                yield ledger.release(json.readValue(exchange.getRequestBody(), ReleasedClaims.class));
            }
            default -> throw new IOException("no such call: " + what);
        };
    }

    private Object settled(String[] path, HttpExchange exchange) throws IOException {
        await(settledHangsUntil);
        if (path[2].equals("claims")) {
            return new RevokedClaims(unreleased);
        }
        if (path[2].equals("audit")) {
            return new AuditEntries(audited);
        }
        long event = Long.parseLong(path[3]);
        if (path[path.length - 1].equals("revoke")) {
            return revoke(event, Long.parseLong(path[5]), json.readValue(exchange.getRequestBody(), Revocation.class));
        }
        if (path[path.length - 1].equals("mail")) {
            return Problem.of(ProblemCode.UNKNOWN_CLAIM, Language.EN, "no such claim");
        }
        if (path[path.length - 1].equals("released")) {
            return released(event, json.readValue(exchange.getRequestBody(), Ranks.class));
        }
        boolean withRevoked =
                String.valueOf(exchange.getRequestURI().getQuery()).contains("revoked=true");
        List<SettledClaim> claims = settled.getOrDefault(event, List.of()).stream()
                .filter(claim -> withRevoked || claim.revokedAt() == null)
                .sorted(Comparator.comparingLong(SettledClaim::rank))
                .toList();
        if (path[4].equals("counts")) {
            return new SettledCounts(claims.size(), 0, claims.size(), 0, 0);
        }
        if (exchange.getRequestMethod().equals("POST")) {
            UserIds users = json.readValue(exchange.getRequestBody(), UserIds.class);
            return new SettledClaims(claims.stream()
                    .filter(c -> users.users().contains(c.user()))
                    .toList());
        }
        Map<String, String> query = new LinkedHashMap<>();
        for (String parameter : exchange.getRequestURI().getQuery().split("&")) {
            query.put(parameter.split("=")[0], parameter.split("=")[1]);
        }
        return new SettledClaims(claims.stream()
                .filter(claim -> claim.rank() > Long.parseLong(query.get("afterRank")))
                .limit(Long.parseLong(query.get("limit")))
                .toList());
    }

    /** Revokes in MySQL, and does no more: as if event-service had died then. */
    synchronized Object revoke(long event, long rank, Revocation revocation) {
        List<SettledClaim> claims = new ArrayList<>(settled.getOrDefault(event, List.of()));
        for (int i = 0; i < claims.size(); i++) {
            SettledClaim claim = claims.get(i);
            if (claim.rank() == rank && claim.revokedAt() != null) {
                return claim;
            }
            if (claim.rank() == rank) {
                claims.set(
                        i,
                        new SettledClaim(
                                claim.user(),
                                rank,
                                claim.unit(),
                                claim.grantedAt(),
                                claim.settledAt(),
                                MailState.CANCELLED,
                                Instant.now()));
                settled.put(event, claims);
                revocations.add(revocation);
                unreleased.add(new RevokedClaim(event, claim.user(), rank, claim.unit()));
                return claims.get(i);
            }
        }
        return Problem.of(ProblemCode.UNKNOWN_CLAIM, Language.EN, "no such claim");
    }

    private Object released(long event, Ranks ranks) throws IOException {
        if (releasesCannotBeNoted) {
            throw new IOException("as told");
        }
        unreleased.removeIf(claim -> claim.eventId() == event && ranks.ranks().contains(claim.rank()));
        return Map.of();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private interface Calls {
        Object call(String[] path, HttpExchange exchange) throws IOException;
    }

    private void answer(HttpExchange exchange, boolean away, Calls calls) throws IOException {
        try (exchange) {
            if (!System.getProperty("FIRSTCOME_SERVICE_TOKEN")
                    .equals(exchange.getRequestHeaders().getFirst("X-Service-Token"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            if (away) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            Object result = calls.call(exchange.getRequestURI().getPath().split("/"), exchange);
            byte[] body = json.writeValueAsBytes(result);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(result instanceof Problem problem ? problem.status() : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** One event's ledger. */
    static final class Ledger {
        private final long event;
        private final Map<Long, HeldClaim> claims = new LinkedHashMap<>();
        private final Set<Long> unpublished = new LinkedHashSet<>();
        volatile String closedBecause;
        private final TreeSet<Long> freeUnits = new TreeSet<>();
        private long quantity;
        private long rank;
        private int releases;

        private Ledger(long event) {
            this.event = event;
        }

        synchronized Object setQuantity(long wanted) {
            if (wanted < claims.size()) {
                return Problem.of(ProblemCode.BELOW_GRANTED, Language.EN, "too few")
                        .with("granted", claims.size());
            }
            quantity = wanted;
            return level();
        }

        synchronized StockLevel level() {
            return new StockLevel(event, quantity, claims.size(), unpublished.size(), closedBecause);
        }

        synchronized GrantReply grant(GrantBatch batch) {
            batch.published().forEach(claim -> unpublished.remove(claim.user()));
            List<GrantOutcome> outcomes = new ArrayList<>();
            for (Applicant applicant : batch.applicants()) {
                HeldClaim held = claims.get(applicant.user());
                if (held != null) {
                    outcomes.add(new GrantOutcome.HeldAlready(held, !unpublished.contains(applicant.user())));
                } else if (claims.size() < quantity) {
                    long unit = freeUnits.isEmpty() ? claims.size() + 1L : freeUnits.pollFirst();
                    HeldClaim claim =
                            new HeldClaim(applicant.user(), ++rank, unit, 1_800_000_000_000L, applicant.language());
                    claims.put(applicant.user(), claim);
                    unpublished.add(applicant.user());
                    outcomes.add(new GrantOutcome.Granted(claim));
                } else {
                    outcomes.add(new GrantOutcome.SoldOut());
                }
            }
            return new GrantReply(outcomes);
        }

        synchronized FoundClaims find(UserIds users) {
            return new FoundClaims(
                    users.users().stream()
                            .map(user -> Optional.ofNullable(claims.get(user)))
                            .flatMap(Optional::stream)
                            .toList(),
                    users.users().stream().filter(unpublished::contains).toList());
        }

        /** Puts a claim in that is known to be published. */
        synchronized void hold(HeldClaim claim) {
            claims.put(claim.user(), claim);
            rank = Math.max(rank, claim.rank());
        }

        synchronized Object release(ReleasedClaims released) {
            releases++;
            for (ReleasedClaim claim : released.claims()) {
                HeldClaim held = claims.get(claim.user());
                if (held != null && held.rank() == claim.rank()) {
                    claims.remove(claim.user());
                    unpublished.remove(claim.user());
                    freeUnits.add(claim.unit());
                }
            }
            return Map.of();
        }

        synchronized int releases() {
            return releases;
        }

        synchronized List<HeldClaim> all() {
            return List.copyOf(claims.values());
        }

        synchronized HeldClaims allUnpublished() {
            return new HeldClaims(find(new UserIds(List.copyOf(unpublished))).claims());
        }
    }
}
