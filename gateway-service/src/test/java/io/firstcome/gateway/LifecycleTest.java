package io.firstcome.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firstcome.contracts.fold.EdgeSignals;
import io.firstcome.localstack.backend.Backends;
import io.firstcome.localstack.backend.FreePorts;
import io.firstcome.localstack.backend.Part;
import io.firstcome.localstack.backend.RealBackends;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServer;

/** Gateways that start, lose Redis and end, each of its own. */
@RealBackends(Part.REDIS)
class LifecycleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FakeService auth = new FakeService();
    private final FakeService event = new FakeService();
    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext gateway;
    private int port;

    @BeforeEach
    void answer() {
        auth.answer(
                asked -> Mono.just(new FakeService.Told(200, TestTokens.keySet(TestTokens.KEY_ID, TestTokens.KEYS))));
        event.answerBatches(GatewayTest::echo);
    }

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void aTokenEndedBeforeTheGatewayStartedIsRefused() {
        String id = UUID.randomUUID().toString();
        String ended = TestTokens.sign(TestTokens.token(1).id(id), TestTokens.KEY_ID, TestTokens.KEYS);
        revokeSilently(id);

        start();

        await().atMost(PATIENCE).until(() -> apply(ended).join().statusCode() == 401);
        assertThat(apply(good()).join().statusCode()).isEqualTo(202);
    }

    @Test
    void withoutRedisTheGatewayStartsAndAnswersAndCatchesUpWhenRedisIsBack() {
        Backends.shared().redis().stop();
        String id = UUID.randomUUID().toString();
        String ended = TestTokens.sign(TestTokens.token(1).id(id), TestTokens.KEY_ID, TestTokens.KEYS);
        try {
            start();
            assertThat(apply(good()).join().statusCode()).isEqualTo(202);
            assertThat(apply(ended).join().statusCode()).isEqualTo(202);
        } finally {
            Backends.shared().redis().start();
        }
        revoke(id);
        await().atMost(PATIENCE).until(() -> apply(ended).join().statusCode() == 401);
    }

    @Test
    void aGatewayThatLosesRedisGoesOnWithWhatItKnowsAndHearsAgainWhenRedisIsBack() {
        start();
        String first = UUID.randomUUID().toString();
        String second = UUID.randomUUID().toString();
        String ended = TestTokens.sign(TestTokens.token(1).id(first), TestTokens.KEY_ID, TestTokens.KEYS);
        String endedLater = TestTokens.sign(TestTokens.token(2).id(second), TestTokens.KEY_ID, TestTokens.KEYS);
        revoke(first);
        await().atMost(PATIENCE).until(() -> apply(ended).join().statusCode() == 401);

        try {
            Backends.shared().redis().kill();
            assertThat(apply(good()).join().statusCode()).isEqualTo(202);
            assertThat(apply(ended).join().statusCode()).isEqualTo(401);
        } finally {
            Backends.shared().redis().start();
        }
        revoke(second);

        await().atMost(PATIENCE).until(() -> apply(endedLater).join().statusCode() == 401);
    }

    @Test
    void whileTheKeysAreNotKnownNobodyIsToldThatATokenIsBad() {
        auth.answer(asked -> Mono.just(new FakeService.Told(500, "{}")));
        start();

        HttpResponse<String> response = apply(good()).join();
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();

        answer();
        await().atMost(PATIENCE).until(() -> apply(good()).join().statusCode() == 202);
    }

    @Test
    void whoIsUnderWayOrInLineWhenTheGatewayEndsIsStillAnswered() {
        start();
        assertThat(apply(good()).join().statusCode()).isEqualTo(202);
        event.batches.clear();
        Sinks.One<Boolean> reply = Sinks.one();
        event.answerBatches(batch -> reply.asMono().then(GatewayTest.echo(batch)));
        List<CompletableFuture<HttpResponse<String>>> responses =
                LongStream.range(0, 20).mapToObj(i -> apply(good())).toList();
        await().until(() -> event.batches.size() == 2);

        CompletableFuture<Void> ended = CompletableFuture.runAsync(gateway::close);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> new java.net.Socket("127.0.0.1", port).close())
                        .as("no new connections")
                        .isInstanceOf(java.net.ConnectException.class));
        assertThat(responses).noneMatch(CompletableFuture::isDone);
        reply.tryEmitValue(true);

        for (CompletableFuture<HttpResponse<String>> response : responses) {
            assertThat(response.join().statusCode()).isEqualTo(202);
        }
        ended.join();
    }

    @Test
    void aStreamComesEventByEventOutlivesTheTimeOutAndEndsWithItsTokenOrWithTheGateway() throws Exception {
        Sinks.Many<String> events = Sinks.many().multicast().directBestEffort();
        var service = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) ->
                        response.sse().sendString(events.asFlux().startWith("data: one\n\n")))
                .bindNow();
        startWith(
                "--FIRSTCOME_ROUTED_TIMEOUT_MILLIS=300",
                "--spring.cloud.discovery.client.simple.instances.event-service[0].uri=http://127.0.0.1:"
                        + service.port());
        String id = UUID.randomUUID().toString();
        var lines = stream(TestTokens.of(1, "ADMIN"));
        var ended = stream(
                "Bearer " + TestTokens.sign(TestTokens.token(2, "ADMIN").id(id), TestTokens.KEY_ID, TestTokens.KEYS));
        assertThat(lines.next()).isEqualTo("data: one");
        assertThat(ended.next()).isEqualTo("data: one");
        reactor.core.publisher.Mono.delay(Duration.ofMillis(900)).block();
        events.tryEmitNext("data: two\n\n");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEqualTo("data: two");
        assertThat(ended.next()).isEmpty();
        assertThat(ended.next()).isEqualTo("data: two");

        revoke(id);
        assertThat(ended.next()).isEmpty();
        assertThat(CompletableFuture.supplyAsync(ended::hasNext))
                .as("logged out")
                .succeedsWithin(PATIENCE)
                .isEqualTo(false);

        events.tryEmitNext("data: three\n\n");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).as("others go on").isEqualTo("data: three");
        long start = System.nanoTime();
        gateway.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        service.disposeNow();
    }

    private Iterator<String> stream(String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/admin/event/live"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", token)
                .header("Accept", "text/event-stream")
                .build();
        return http.send(request, BodyHandlers.ofLines()).body().iterator();
    }

    @Test
    void anInstanceThatIsDeadCostsOneBatch() {
        start("http://127.0.0.1:" + FreePorts.next());

        List<Integer> statuses = Stream.generate(() -> apply(good()).join().statusCode())
                .limit(20)
                .toList();

        assertThat(statuses).containsOnly(202, 503).containsOnlyOnce(503);
    }

    @Test
    void anInstanceThatHangsCostsOneBatchAndHoldsUpNobodyElse() {
        FakeService hanging = new FakeService();
        hanging.answerBatches(batch -> Mono.never());
        start(hanging.url());
        CompletableFuture<HttpResponse<String>> lost = Stream.generate(() -> apply(good()))
                .peek(asked -> await().atMost(PATIENCE).until(() -> asked.isDone() || !hanging.batches.isEmpty()))
                .filter(asked -> !asked.isDone())
                .findFirst()
                .orElseThrow();

        for (int i = 0; i < 20; i++) {
            assertThat(apply(good()).join().statusCode()).isEqualTo(202);
        }
        assertThat(lost).isNotDone();
        assertThat(lost.join().statusCode()).isEqualTo(503);
        for (int i = 0; i < 20; i++) {
            assertThat(apply(good()).join().statusCode()).isEqualTo(202);
        }
        assertThat(hanging.batches).hasSize(1);
    }

    /** Starts a gateway; a second instance of event-service is at the given address, if there is one. */
    private void start(String... second) {
        String instances = "--spring.cloud.discovery.client.simple.instances.";
        gateway = SpringApplication.run(
                GatewayApplication.class,
                "--server.port=0",
                "--FIRSTCOME_FOLD_TIMEOUT=2s",
                instances + "auth-service[0].uri=" + auth.url(),
                instances + "event-service[0].uri=" + event.url(),
                second.length == 0 ? "" : instances + "event-service[1].uri=" + second[0]);
        port = gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private void startWith(String... settings) {
        gateway = SpringApplication.run(
                GatewayApplication.class,
                Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--spring.cloud.discovery.client.simple.instances.auth-service[0].uri="
                                                + auth.url()),
                                Stream.of(settings))
                        .toArray(String[]::new));
        port = gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static String good() {
        return TestTokens.of(GatewayTest.anyUser()).substring("Bearer ".length());
    }

    private CompletableFuture<HttpResponse<String>> apply(String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + GatewayTest.APPLY))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + token)
                .timeout(PATIENCE)
                .POST(BodyPublishers.noBody())
                .build();
        return http.sendAsync(request, BodyHandlers.ofString());
    }

    /** As a logout does it: whoever does not hear the signal reads the set afterwards. */
    private static void revoke(String id) {
        revokeSilently(id);
        withRedis(redis -> redis.getTopic(EdgeSignals.REVOKED_TOKENS_CHANNEL, StringCodec.INSTANCE)
                .publish(id + ":" + expiry()));
    }

    private static void revokeSilently(String id) {
        withRedis(redis -> redis.getScoredSortedSet(EdgeSignals.REVOKED_TOKENS, StringCodec.INSTANCE)
                .add(expiry(), id));
    }

    private static long expiry() {
        return Instant.now().plusSeconds(900).toEpochMilli();
    }

    private static void withRedis(java.util.function.Consumer<RedissonClient> action) {
        Config config = new Config();
        config.useSingleServer()
                .setAddress(Backends.shared().redis().url())
                .setConnectionMinimumIdleSize(1)
                .setConnectionPoolSize(1);
        RedissonClient redis = Redisson.create(config);
        try {
            action.accept(redis);
        } finally {
            redis.shutdown();
        }
    }
}
