package io.firstcome.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.account.Addresses;
import io.firstcome.kit.caller.AccessTokens;
import io.firstcome.kit.internal.ServiceToken;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Stands in for auth-service: knows everybody's address, publishes a key, signs tokens with it. One per JVM. */
public final class AuthDouble {

    /** The one that every test's service asks. */
    public static final AuthDouble INSTANCE = new AuthDouble();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY_ID = "test-key";

    private final KeyPair keys = Jwts.SIG.RS256.keyPair().build();
    private final Set<Long> withoutAccount = ConcurrentHashMap.newKeySet();
    private final HttpServer server;
    private volatile boolean away;

    private AuthDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/addresses", exchange -> answer(exchange, this::addresses));
        server.createContext("/.well-known/jwks.json", exchange -> answer(exchange, body -> keySet()));
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public static String addressOf(long user) {
        return "user" + user + "@people.example";
    }

    /** From now on these users have no account. */
    public void forget(long... users) {
        for (long user : users) {
            withoutAccount.add(user);
        }
    }

    /** Answers 503 from now on, or no longer. */
    public void away(boolean away) {
        this.away = away;
    }

    public String token(long user, String... roles) {
        return Jwts.builder()
                .header()
                .keyId(KEY_ID)
                .and()
                .subject(String.valueOf(user))
                .issuer(AccessTokens.FIRSTCOME)
                .audience()
                .add(AccessTokens.FIRSTCOME)
                .and()
                .id(UUID.randomUUID().toString())
                .expiration(Date.from(Instant.now().plusSeconds(600)))
                .claim(AccessTokens.ROLES, List.of(roles))
                .signWith(keys.getPrivate(), Jwts.SIG.RS256)
                .compact();
    }

    private Object addresses(byte[] body) {
        try {
            UserIds asked = JSON.readValue(body, UserIds.class);
            return new Addresses(asked.users().stream()
                    .filter(user -> !withoutAccount.contains(user))
                    .distinct()
                    .collect(Collectors.toMap(Function.identity(), AuthDouble::addressOf)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object keySet() {
        var key = Jwks.builder().key((RSAPublicKey) keys.getPublic()).id(KEY_ID).build();
        return Map.of("keys", List.of(key));
    }

    private void answer(HttpExchange exchange, Function<byte[], Object> answer) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean closed = exchange.getRequestURI().getPath().startsWith("/internal")
                    && !System.getProperty("FIRSTCOME_SERVICE_TOKEN")
                            .equals(exchange.getRequestHeaders().getFirst(ServiceToken.HEADER));
            if (away || closed) {
                exchange.sendResponseHeaders(away ? 503 : 401, -1);
                return;
            }
            byte[] reply = JSON.writeValueAsBytes(answer.apply(body));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
        }
    }
}
