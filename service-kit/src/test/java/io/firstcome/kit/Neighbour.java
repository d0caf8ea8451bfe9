package io.firstcome.kit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that answers as it is told to. */
final class Neighbour {
    final AtomicInteger calls = new AtomicInteger();
    volatile int status = 200;
    volatile String body = "hello";
    volatile String token;
    volatile int missing;
    volatile boolean silent;
    volatile CountDownLatch hang;
    private final HttpServer server;

    Neighbour() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                calls.incrementAndGet();
                token = exchange.getRequestHeaders().getFirst("X-Service-Token");
                if (silent) {
                    return;
                }
                if (hang != null) {
                    hang.await();
                }
                byte[] bytes = body.getBytes();
                exchange.getResponseHeaders()
                        .add("Content-Type", status < 400 ? "text/plain" : "application/problem+json");
                exchange.sendResponseHeaders(status, bytes.length + missing);
                exchange.getResponseBody().write(bytes);
                exchange.getResponseBody().flush();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    void behave() {
        status = 200;
        body = "hello";
        hang = null;
        missing = 0;
        silent = false;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
