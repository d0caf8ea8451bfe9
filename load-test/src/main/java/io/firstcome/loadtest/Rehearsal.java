package io.firstcome.loadtest;

import io.firstcome.loadtest.badinput.BadInput;
import io.firstcome.loadtest.crowd.AnswerBook;
import io.firstcome.loadtest.crowd.Heard;
import io.firstcome.loadtest.crowd.Herding;
import io.firstcome.loadtest.crowd.Kind;
import io.firstcome.loadtest.crowd.Opening;
import io.firstcome.loadtest.crowd.WarmUp;
import io.firstcome.loadtest.crowd.Wave;
import io.firstcome.loadtest.lane.Lanes;
import io.firstcome.loadtest.report.Progress;
import io.firstcome.loadtest.suite.Accounts;
import io.firstcome.loadtest.suite.Suite;
import io.firstcome.loadtest.suite.SuiteException;
import io.firstcome.loadtest.token.SigningKey;
import io.firstcome.loadtest.watch.LiveWatch;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The course of a rehearsal, from the accounts to the last answer; {@link Ending} does the rest. */
final class Rehearsal {

    private static final Duration FAR = Duration.ofMinutes(10);
    private static final Duration WINDOW = Duration.ofHours(1);

    private final HerdOptions options;
    private final SigningKey key;
    private final String serviceToken;
    private final Roads roads;
    private final Progress progress;
    private final Looks looks;
    private final AnswerBook book = new AnswerBook();
    private final Clock clock = Clock.systemUTC();

    /** The lanes to each place. */
    record Roads(Lanes gateway, Lanes auth, Lanes mailbox) {}

    /**
     * What is looked at beside the herd.
     *
     * @param follow whether the suite's live stream is followed
     * @param draw   whether it is drawn
     */
    record Looks(boolean follow, boolean draw) {}

    /** The event of this rehearsal; the name is like no other, so that its mails can be told apart. */
    record Stage(long eventId, String name, Opening opening) {}

    Rehearsal(HerdOptions options, SigningKey key, String serviceToken, Roads roads, Progress progress, Looks looks) {
        this.options = options;
        this.key = key;
        this.serviceToken = serviceToken;
        this.roads = roads;
        this.progress = progress;
        this.looks = looks;
    }

    HerdResult run() throws InterruptedException {
        Accounts accounts = new Accounts(roads.auth(), options.target().auth(), serviceToken);
        Cast cast = Cast.of(options, key, accounts, progress);
        warmUp();
        openConnections();
        Suite suite =
                new Suite(roads.gateway(), cast.adminToken(), options.limits().patience());
        Stage closed = makeEvent(suite);
        LiveWatch watch =
                looks.follow() ? new LiveWatch(options.target().gateway(), closed.eventId(), cast.adminToken()) : null;
        try {
            return rehearse(cast, suite, closed, watch);
        } finally {
            if (watch != null) {
                watch.close();
            }
        }
    }

    private HerdResult rehearse(Cast cast, Suite suite, Stage closed, LiveWatch watch) throws InterruptedException {
        if (watch != null && looks.draw()) {
            progress.say(
                    "Live panel: " + options.target().gateway().resolve("/admin#/event/" + closed.eventId() + "/live")
                            + " (log in as an admin)");
            progress.below(watch::lines);
        }
        BadInput badInput = new BadInput(roads.gateway(), suite, closed.eventId(), cast.doors(key));
        BadInput.Outcome before = progress.during("Early birds and bad input", () -> "", () -> {
            herding(cast, closed).sendEarlyBirds(roads.gateway());
            return badInput.send();
        });
        Stage stage = setOpening(suite, closed);
        apply(herding(cast, stage), stage.opening());
        Ending ending = new Ending(
                options,
                stage,
                new Ending.Eyes(roads, suite, progress, () -> watch == null ? List.of() : watch.looks()),
                cast.herd(),
                book);
        ending.awaitSettled(promised());
        BadInput.Outcome after = progress.during("Bad input once more", () -> "", badInput::send);
        return ending.result(before.and(after));
    }

    private void warmUp() throws InterruptedException {
        progress.during("Warm-up", () -> "within this process only", () -> {
            try {
                return WarmUp.run();
            } catch (IOException noSocket) {
                throw new SuiteException.NotReady("no socket on this machine: " + noSocket.getMessage(), noSocket);
            }
        });
    }

    private void openConnections() throws InterruptedException {
        Lanes gateway = roads.gateway();
        Optional<IOException> refusal = progress.during(
                "Connections",
                () -> "%,d of %,d open".formatted(gateway.opened(), options.connections()),
                gateway::open);
        if (refusal.isPresent()) {
            throw new SuiteException.NotReady(
                    "only %,d of %,d connections could be opened (%s): ask for fewer with --connections, or raise ulimit -n"
                            .formatted(
                                    gateway.opened(),
                                    options.connections(),
                                    refusal.get().getMessage()),
                    refusal.get());
        }
    }

    /** Makes the event with a distant opening: how long the first calls take on a cold suite is not known before. */
    private Stage makeEvent(Suite suite) throws InterruptedException {
        String name = "Rehearsal " + UUID.randomUUID().toString().substring(0, 8);
        Instant opensAt = clock.instant().plus(FAR).truncatedTo(ChronoUnit.MILLIS);
        return progress.during("Event", () -> "\"%s\", %,d units".formatted(name, options.stock()), () -> {
            long id = suite.create(new Suite.NewEvent(name, options.stock(), opensAt, opensAt.plus(WINDOW)));
            return new Stage(id, name, Opening.at(opensAt, clock));
        });
    }

    /** Moves the opening to a moment at which the crowd is sure to stand at the door. */
    private Stage setOpening(Suite suite, Stage stage) throws InterruptedException {
        Instant opensAt = clock.instant().plus(options.limits().lead()).truncatedTo(ChronoUnit.MILLIS);
        return progress.during("Opening", () -> "at " + opensAt, () -> {
            suite.moveOpening(stage.eventId(), opensAt);
            return new Stage(stage.eventId(), stage.name(), Opening.at(opensAt, clock));
        });
    }

    private Herding herding(Cast cast, Stage stage) {
        return new Herding(
                new Herding.Crowd(cast.herd(), options.seed()),
                stage.eventId(),
                stage.opening(),
                options.limits().patience(),
                book);
    }

    private void apply(Herding herding, Opening opening) throws InterruptedException {
        int applies = Herding.appliesOf(options.users());
        progress.during("The herd of %,d applies".formatted(applies), () -> herdIs(opening), () -> {
            herding.sendHerd(roads.gateway());
            return null;
        });
        progress.during("Again, winners and some others", () -> counts(Wave.AGAIN), () -> {
            herding.sendRepeats(roads.gateway(), promised());
            return null;
        });
    }

    private Set<Long> promised() {
        return book.all().stream()
                .filter(answer -> answer.kind().wins())
                .map(Heard::user)
                .collect(Collectors.toUnmodifiableSet());
    }

    private String herdIs(Opening opening) {
        double toGo = -opening.until(System.nanoTime()).toNanos() / 1e9;
        return toGo > 0 ? "%.1f s to the opening".formatted(toGo) : counts(Wave.HERD);
    }

    private String counts(Wave wave) {
        return "%,d answers: %,d accepted, %,d repeats, %,d sold out, %,d to try again, %,d other, %,d without an answer"
                .formatted(
                        book.answers(wave),
                        book.count(wave, Kind.ACCEPTED),
                        book.count(wave, Kind.REPEAT),
                        book.count(wave, Kind.SOLD_OUT),
                        book.count(wave, Kind.BUSY) + book.count(wave, Kind.LIMITED),
                        book.count(wave, Kind.NOT_OPEN) + book.count(wave, Kind.ODD),
                        book.count(wave, Kind.NO_ANSWER));
    }
}
