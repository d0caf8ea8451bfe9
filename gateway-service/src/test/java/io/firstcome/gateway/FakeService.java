package io.firstcome.gateway;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** A service behind the gateway: an HTTP server that remembers what it was asked and answers as the test says. */
public final class FakeService {

    /** A request it got. */
    public record Asked(String method, String uri, HttpHeaders headers, String body) {}

    /** A response it gives. */
    public record Told(int status, String body) {

        /** No response: the connection is closed. */
        public static final Told HANG_UP = new Told(0, null);
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of their own: a gateway that ends takes the shared event loops with it. */
    private static final LoopResources LOOPS = LoopResources.create("fake-service", 2, true);

    public final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    public final Queue<List<FoldedCall>> batches = new ConcurrentLinkedQueue<>();
    private volatile Function<Asked, Mono<Told>> answers;
    private final DisposableServer server;

    /** Starts it on a free port. */
    public FakeService() {
        reset();
        this.server = HttpServer.create()
                .runOn(LOOPS)
                .host("127.0.0.1")
                .port(0)
                .idleTimeout(Duration.ofSeconds(60))
                .handle(this::handle)
                .bindNow();
    }

    /** Forgets all and answers everything with an empty object. */
    public void reset() {
        asked.clear();
        batches.clear();
        answers = request -> Mono.just(new Told(200, "{}"));
    }

    /** From now on answers requests like this. */
    public void answer(Function<Asked, Mono<Told>> answers) {
        this.answers = answers;
    }

    /** From now on answers batches like this. */
    public void answerBatches(Function<List<FoldedCall>, Mono<List<FoldedAnswer>>> answers) {
        this.answers = request -> {
            List<FoldedCall> batch = read(request.body());
            batches.add(batch);
            return answers.apply(batch).map(reply -> new Told(200, write(reply)));
        };
    }

    /** Returns its address. */
    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            Asked got = new Asked(
                    request.method().name(),
                    request.uri(),
                    request.requestHeaders().copy(),
                    body);
            asked.add(got);
            return answers.apply(got).flatMap(told -> tell(told, response));
        });
    }

    private static Mono<Void> tell(Told told, HttpServerResponse response) {
        if (told == Told.HANG_UP) {
            return Mono.<Void>never().doOnSubscribe(s -> response.withConnection(DisposableChannel::dispose));
        }
        return response.status(told.status())
                .header("Content-Type", "application/json")
                .sendString(Mono.just(told.body()))
                .then();
    }

    private static List<FoldedCall> read(String body) {
        try {
            return JSON.readValue(body, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(List<FoldedAnswer> answers) {
        try {
            return JSON.writeValueAsString(answers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
