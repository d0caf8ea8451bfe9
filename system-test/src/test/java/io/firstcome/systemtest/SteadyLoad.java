package io.firstcome.systemtest;

import static org.awaitility.Awaitility.await;

import io.firstcome.localstack.launch.Service;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** People who go on applying for one event at every gateway, and what they were told when. */
final class SteadyLoad implements AutoCloseable {

    static final String ACCEPTED = "ACCEPTED";

    private static final int CLIENTS_PER_GATEWAY = 3;
    private static final int USERS = 60;
    private static final long PAUSE_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * An answer.
     *
     * @param gateway the gateway's number
     * @param asked   right before the request was sent
     * @param heard   when the answer was there
     * @param what    {@link #ACCEPTED}, or the code of the problem
     */
    record Told(int gateway, Instant asked, Instant heard, String what) {}

    private final String path;
    private final List<String> tokens =
            Stream.generate(Tokens::stranger).limit(USERS).toList();
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clients =
            Executors.newScheduledThreadPool(CLIENTS_PER_GATEWAY * RunningSuite.GATEWAYS);

    SteadyLoad(long event) {
        this.path = "/api/event/apply?eventId=" + event;
        gateways().forEach(gateway -> {
            Api api = Api.instance(Service.GATEWAY, gateway);
            for (int client = 0; client < CLIENTS_PER_GATEWAY; client++) {
                clients.scheduleWithFixedDelay(() -> apply(gateway, api), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
    }

    /** Returns the numbers of the gateways. */
    static IntStream gateways() {
        return IntStream.rangeClosed(1, RunningSuite.GATEWAYS);
    }

    /** Returns when this is told by every gateway to somebody who asked at that moment or later. */
    void awaitFrom(Instant moment, String what) {
        await().atMost(PATIENCE)
                .until(() -> gateways()
                        .allMatch(gateway -> told(gateway)
                                .anyMatch(each -> each.what.equals(what) && !each.asked.isBefore(moment))));
    }

    /** Returns what the gateway has told so far. */
    Stream<Told> told(int gateway) {
        return told.stream().filter(each -> each.gateway == gateway);
    }

    private void apply(int gateway, Api api) {
        String token = tokens.get(Math.floorMod(next.getAndIncrement(), USERS));
        Instant asked = Instant.now();
        String what;
        try {
            Api.Answer answer = api.token(token).post(path);
            what = answer.status() < 300 ? ACCEPTED : answer.body().path("code").asText();
        } catch (UncheckedIOException noAnswer) {
            what = noAnswer.toString();
        }
        told.add(new Told(gateway, asked, Instant.now(), what));
    }

    @Override
    public void close() {
        clients.close();
    }
}
