package io.firstcome.systemtest.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.loadtest.http.Answer;
import io.firstcome.loadtest.http.Endpoint;
import io.firstcome.loadtest.http.Request;
import io.firstcome.loadtest.lane.Lanes;
import io.firstcome.loadtest.suite.Call;
import io.firstcome.loadtest.suite.ClaimsPage;
import io.firstcome.loadtest.suite.Json;
import io.firstcome.loadtest.suite.Mailbox;
import io.firstcome.loadtest.suite.SuiteException;
import io.firstcome.localstack.launch.Service;
import io.firstcome.localstack.launch.Suite;
import io.firstcome.systemtest.RunningSuite;
import io.firstcome.systemtest.fault.Outcome.Left;
import io.firstcome.systemtest.fault.Outcome.Scene;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One fault in the middle of a crowd that applies for an event of its own: it begins at a moment of chance, lasts, ends; when applies are served again
 * everybody else comes too, so that all units are taken; and when all is quiet the outcome is looked at.
 */
final class Rehearsal implements AutoCloseable {

    private static final Duration ONE_ANSWER = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SERVED_AGAIN = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(90);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final long EARLIEST_MILLIS = 2_000;
    private static final int CHANCE_MILLIS = 2_000;

    /**
     * How large.
     *
     * @param units     there are; ten times as many applies come
     * @param perSecond applies
     * @param after     for how long the crowd goes on when it is served again
     */
    record Size(long units, int perSecond, Duration after) {

        /** Ten times more applies than units, within some twenty seconds. */
        static final Size WHOLE = new Size(800, 400, Duration.ofSeconds(3));

        static final Size SHORT = new Size(300, 200, Duration.ofSeconds(1));

        long applies() {
            return 10 * units;
        }
    }

    private final Suite running = RunningSuite.suite();
    private final Lanes gateway = lanes(running.gatewayUrl());
    private final Lanes mailbox = lanes(running.mailboxUrl());
    private final io.firstcome.loadtest.suite.Suite admin =
            new io.firstcome.loadtest.suite.Suite(gateway, Cast.admin(), PATIENCE);
    private final Size size;

    Rehearsal(Size size) {
        this.size = size;
    }

    /** Lets it happen; the seed makes what is left to chance the same again. */
    Outcome of(Fault fault, long seed) throws InterruptedException {
        Random chance = new Random(seed);
        Outage outage = fault.outage().get();
        String name = "Fault " + seed;
        long event = open(name);
        try (Crowd crowd = crowd(event, chance)) {
            outage.prepare();
            require(crowd.awaitServed(Instant.EPOCH, SERVED_AGAIN).isPresent(), "nobody was served before the fault");
            crowd.goOn(Duration.ofMillis(EARLIEST_MILLIS + chance.nextInt(CHANCE_MILLIS)));
            Instant begun = Instant.now();
            try {
                outage.begin();
                crowd.goOn(fault.lasts(chance));
            } finally {
                outage.end();
            }
            Instant returned = Instant.now();
            Optional<Duration> recovered = crowd.awaitServed(returned, SERVED_AGAIN);
            crowd.goOn(size.after());
            crowd.rush();
            crowd.goOnUntil(size.applies());
            crowd.leave();
            return outcome(event, name, new Scene(fault, seed, size.units(), begun, returned), crowd.told(), recovered);
        }
    }

    /** Lets a crowd apply and breaks nothing: a suite that was started a moment ago is slow at first, and is not to be blamed for it. */
    void warmUp() throws InterruptedException {
        long event = open("Warm-up");
        try (Crowd crowd = crowd(event, new Random())) {
            crowd.awaitServed(Instant.EPOCH, SERVED_AGAIN);
            crowd.goOn(WARM_UP);
            crowd.rush();
            crowd.leave();
        }
        awaitQuiet(event);
    }

    /** A crowd at an event that is open. */
    Crowd crowd(long event, Random chance) throws InterruptedException {
        List<URI> gateways = IntStream.rangeClosed(1, running.instancesOf(Service.GATEWAY))
                .mapToObj(number -> URI.create(running.urlOf(Service.GATEWAY, number)))
                .toList();
        return new Crowd(event, gateways, size.perSecond(), Cast.people(chance), chance);
    }

    /** Makes an event that is open now; its mails are the only ones in the mailbox. */
    long open(String name) throws InterruptedException {
        running.backends().mailbox().clear();
        Instant now = Instant.now();
        return admin.create(new io.firstcome.loadtest.suite.Suite.NewEvent(
                name, size.units(), now.minusSeconds(1), now.plusSeconds(3_600)));
    }

    /** Waits until it is quiet and looks. */
    Outcome outcome(long event, String name, Scene scene, List<Told> told, Optional<Duration> recovered)
            throws InterruptedException {
        boolean quiet = awaitQuiet(event);
        Duration quietAfter = Duration.between(scene.returned(), Instant.now());
        List<SettledClaim> claims = admin.claims(event);
        StockLevel stock = stock(event).orElse(new StockLevel(event, 0, 0, 0));
        Left left = new Left(quiet, quietAfter, stock, claims, conflicts(event), mailed(name));
        return new Outcome(scene, told, left, recovered);
    }

    /** Everything granted is published, settled and mailed. */
    private boolean awaitQuiet(long event) {
        try {
            Patience.of(QUIET).pollInterval(Duration.ofMillis(250)).until(() -> isQuiet(event));
            return true;
        } catch (ConditionTimeoutException stillBusy) {
            return false;
        }
    }

    private boolean isQuiet(long event) throws InterruptedException {
        Optional<StockLevel> stock = stock(event);
        return stock.isPresent()
                && stock.get().unpublished() == 0
                && isSettledAndMailed(admin.progress(event), stock.get().granted());
    }

    private static boolean isSettledAndMailed(ClaimsPage progress, long granted) {
        return progress.total() >= granted && progress.mails().pending() == 0;
    }

    /** Returns the stock; nothing when nobody can tell it. */
    Optional<StockLevel> stock(long event) throws InterruptedException {
        try {
            return Optional.of(admin.stock(event));
        } catch (SuiteException unknown) {
            return Optional.empty();
        }
    }

    /** Returns how many claims are settled. */
    long settled(long event) throws InterruptedException {
        return admin.progress(event).total();
    }

    private long conflicts(long event) throws InterruptedException {
        long conflicts = 0;
        Long after = 0L;
        while (after != null) {
            Answer answer = ask(Request.get("/api/admin/failures?kind=CONFLICT&limit=500&after=" + after));
            JsonNode page = Json.tree(answer.body());
            for (JsonNode failure : page.path("failures")) {
                conflicts += failure.path("eventId").asLong() == event ? 1 : 0;
            }
            after = page.path("next").isNumber() ? page.path("next").asLong() : null;
        }
        return conflicts;
    }

    private int mailed(String name) throws InterruptedException {
        try {
            return new Mailbox(mailbox).about(name).recipients();
        } catch (IOException unreadable) {
            throw new AssertionError("the mailbox cannot be read", unreadable);
        }
    }

    private Answer ask(Request request) throws InterruptedException {
        Call call = new Call(request.bearer(Cast.admin()), PATIENCE);
        gateway.run(List.of(call));
        try {
            Answer answer = call.result();
            require(answer.status() == 200, request.target() + ": " + answer.text());
            return answer;
        } catch (IOException silent) {
            throw new AssertionError(request.target() + " has no answer", silent);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private static Lanes lanes(String url) {
        return new Lanes(Endpoint.of(URI.create(url)), 1, ONE_ANSWER);
    }

    @Override
    public void close() {
        gateway.close();
        mailbox.close();
    }
}
