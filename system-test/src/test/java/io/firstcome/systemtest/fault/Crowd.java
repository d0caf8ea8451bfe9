package io.firstcome.systemtest.fault;

import io.firstcome.loadtest.http.Answer;
import io.firstcome.loadtest.http.Connection;
import io.firstcome.loadtest.http.Endpoint;
import io.firstcome.loadtest.http.Request;
import io.firstcome.loadtest.suite.Json;
import io.firstcome.systemtest.fault.Cast.Person;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;

/**
 * People who come at a constant rate, whatever becomes of those before them (an open model), and apply for one event: some for the first time, most once
 * more. Who is told to come again does so when told to, at the next door; everything that anybody is told is kept.
 */
final class Crowd implements AutoCloseable {

    /** One in so many who come has not been here before. */
    private static final int ONE_IN_NEW = 10;

    private static final Duration BEAT = Duration.ofMillis(5);

    /** Longer than anybody may be kept waiting, so that who is kept longer is seen. */
    private static final Duration GIVES_UP = Duration.ofSeconds(8);

    private static final Duration AFTER_SILENCE = Duration.ofMillis(250);
    private static final Duration LAST_ONES = Duration.ofSeconds(40);

    private final Request request;
    private final int perSecond;
    private final List<Person> people;
    private final Random chance;
    private final List<Door> doors;
    private final ScheduledExecutorService clock =
            Executors.newScheduledThreadPool(2, Thread.ofPlatform().daemon().factory());
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final Set<Long> coming = ConcurrentHashMap.newKeySet();
    private final AtomicInteger underWay = new AtomicInteger();
    private final long begun = System.nanoTime();
    private volatile int come;
    private volatile boolean leaving;
    private int known;

    /**
     * Lets them come from now on.
     *
     * @param gateways at which they apply; one who gets no answer goes to the next
     */
    Crowd(long event, Collection<URI> gateways, int perSecond, List<Person> people, Random chance) {
        this.request = Request.post("/api/event/apply?eventId=" + event);
        this.perSecond = perSecond;
        this.people = people;
        this.chance = chance;
        this.doors =
                gateways.stream().map(gateway -> new Door(Endpoint.of(gateway))).toList();
        clock.scheduleAtFixedRate(this::beat, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns when they have gone on for so long. */
    void goOn(Duration time) {
        awaitCome(come + time.toMillis() * perSecond / 1_000);
    }

    /** Returns when so many have applied in all, repeats included. */
    void goOnUntil(long applies) {
        awaitCome(come + applies - told.size());
    }

    private void awaitCome(long wanted) {
        Patience.of(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20)).until(() -> come >= wanted);
    }

    /** Returns when the first was served who asked at this moment or later, as time since the moment; nothing if none is within the limit. */
    Optional<Duration> awaitServed(Instant from, Duration limit) {
        try {
            Patience.of(limit)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> servedFrom(from).isPresent());
        } catch (ConditionTimeoutException notAtAll) {
            return Optional.empty();
        }
        return servedFrom(from).map(heard -> Duration.between(from, heard));
    }

    private Optional<Instant> servedFrom(Instant from) {
        return told.stream()
                .filter(each -> each.served() && !each.asked().isBefore(from))
                .map(Told::heard)
                .min(Instant::compareTo);
    }

    /** Everybody comes now who has not been here, so that more apply than there are units. */
    void rush() {
        List<Person> others;
        synchronized (this) {
            others = new ArrayList<>(people.subList(known, people.size()));
            known = people.size();
        }
        others.forEach(person -> send(person, System.nanoTime()));
    }

    /** Nobody new comes; returns when all are answered for good who are here, or have lost their patience. */
    void leave() {
        clock.execute(() -> leaving = true);
        try {
            Patience.of(LAST_ONES).until(() -> leaving && coming.isEmpty() && underWay.get() == 0);
        } catch (ConditionTimeoutException someAreLeft) {
            // What they were told counts all the same.
        }
    }

    /** Returns all that anybody was told so far. */
    List<Told> told() {
        return List.copyOf(told);
    }

    private void beat() {
        long due = (System.nanoTime() - begun) * perSecond / TimeUnit.SECONDS.toNanos(1);
        while (!leaving && come < due) {
            long at = begun + TimeUnit.SECONDS.toNanos(come) / perSecond;
            send(next(), at);
            come++;
        }
    }

    private synchronized Person next() {
        boolean fresh = known == 0 || chance.nextInt(ONE_IN_NEW) == 0;
        return people.get(fresh && known < people.size() ? known++ : chance.nextInt(known));
    }

    /** Sends an apply. Of one person only one at a time is asked again. */
    private void send(Person person, long due) {
        boolean first = coming.add(person.user());
        Door door = doors.get(Math.floorMod(person.user(), doors.size()));
        Thread.ofVirtual().start(() -> ask(person, door, due, first));
    }

    private void ask(Person person, Door door, long due, boolean comesAgain) {
        underWay.incrementAndGet();
        Duration again = null;
        Door next = door;
        Instant asked = Instant.now();
        try {
            Answer answer = door.ask(request.bearer(person.token()));
            Told told = note(person, asked, due, answer.status(), what(answer));
            again = told.putOff() ? answer.retryAfter().orElse(AFTER_SILENCE) : null;
        } catch (IOException silent) {
            note(person, asked, due, 0, String.valueOf(silent.getMessage()));
            again = AFTER_SILENCE;
            next = doors.get((doors.indexOf(door) + 1) % doors.size());
        } finally {
            underWay.decrementAndGet();
        }
        if (!comesAgain) {
            return;
        }
        if (again == null) {
            coming.remove(person.user());
        } else {
            comeAgain(person, next, again);
        }
    }

    private void comeAgain(Person person, Door door, Duration wait) {
        if (clock.isShutdown()) {
            return;
        }
        clock.schedule(
                () -> {
                    long due = System.nanoTime();
                    Thread.ofVirtual().start(() -> ask(person, door, due, true));
                },
                wait.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private Told note(Person person, Instant asked, long due, int status, String what) {
        Duration took = Duration.ofNanos(System.nanoTime() - due);
        Told one = new Told(person.user(), asked, Instant.now(), took, status, what);
        told.add(one);
        return one;
    }

    private static String what(Answer answer) {
        return switch (answer.status()) {
            case 200, 202 -> Json.tree(answer.body()).path("rank").asText();
            case 503 -> answer.retryAfter().isPresent() ? code(answer) : "503 without Retry-After: " + answer.text();
            default -> code(answer);
        };
    }

    private static String code(Answer answer) {
        String code = Json.tree(answer.body()).path("code").asText();
        return code.isEmpty() ? answer.text() : code;
    }

    /** Ends it at once. */
    @Override
    public void close() {
        clock.shutdownNow();
        doors.forEach(Door::close);
    }

    /** A gateway, and the connections to it that nobody uses now. */
    private record Door(Endpoint gateway, Queue<Connection> idle) {

        Door(Endpoint gateway) {
            this(gateway, new ConcurrentLinkedQueue<>());
        }

        Answer ask(Request request) throws IOException {
            Connection connection = Optional.ofNullable(idle.poll()).orElseGet(() -> new Connection(gateway, GIVES_UP));
            try {
                return connection.ask(request);
            } finally {
                idle.add(connection);
            }
        }

        void close() {
            idle.forEach(Connection::close);
        }
    }
}
