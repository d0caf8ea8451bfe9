package io.firstcome.loadtest;

import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.loadtest.badinput.BadInput;
import io.firstcome.loadtest.check.Invariants;
import io.firstcome.loadtest.check.Observations;
import io.firstcome.loadtest.check.Observations.Mail;
import io.firstcome.loadtest.crowd.AnswerBook;
import io.firstcome.loadtest.crowd.Heard;
import io.firstcome.loadtest.crowd.Kind;
import io.firstcome.loadtest.crowd.Member;
import io.firstcome.loadtest.crowd.Opening;
import io.firstcome.loadtest.crowd.Statuses;
import io.firstcome.loadtest.crowd.Wave;
import io.firstcome.loadtest.report.Course;
import io.firstcome.loadtest.report.Figures;
import io.firstcome.loadtest.report.Progress;
import io.firstcome.loadtest.suite.Mailbox;
import io.firstcome.loadtest.suite.SettleWatch;
import io.firstcome.loadtest.suite.Suite;
import io.firstcome.loadtest.suite.Told;
import io.firstcome.loadtest.watch.Look;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The end of a rehearsal: waits until all is settled, reads everything back, and has it checked. */
final class Ending {

    /** How many of those who lost are asked for their status; all winners are. */
    private static final int LOSERS_ASKED = 200;

    private final HerdOptions options;
    private final Rehearsal.Stage stage;
    private final Eyes eyes;
    private final List<Member> herd;
    private final AnswerBook book;
    private final List<String> undone = new ArrayList<>();
    private Optional<Duration> lastMailed = Optional.empty();

    /** What it looks with. */
    record Eyes(Rehearsal.Roads roads, Suite suite, Progress progress, Supplier<List<Look>> looks) {}

    Ending(HerdOptions options, Rehearsal.Stage stage, Eyes eyes, List<Member> herd, AnswerBook book) {
        this.options = options;
        this.stage = stage;
        this.eyes = eyes;
        this.herd = herd;
        this.book = book;
    }

    /** Waits until every grant is settled and mailed, or the time for that is up. */
    void awaitSettled(Set<Long> promised) throws InterruptedException {
        Duration timeout = options.limits().settle();
        SettleWatch watch = new SettleWatch(eyes.suite(), stage.eventId(), promised.size(), timeout);
        eyes.progress().during("Settling", () -> shown(watch.seen(), promised.size()), () -> {
            eyes.roads().gateway().run(List.of(watch));
            return null;
        });
        if (watch.isSettled()) {
            lastMailed = Optional.of(stage.opening().until(watch.settledNanos()));
        } else {
            undone.add(
                    "%s, after %d s of waiting".formatted(shown(watch.seen(), promised.size()), timeout.toSeconds()));
        }
    }

    /** Reads everything back and checks it; takes what became of the bad input. */
    HerdResult result(BadInput.Outcome badInput) throws InterruptedException {
        Observations seen = eyes.progress().during("Reading it all back", () -> "", () -> observe(badInput));
        long undecided = herd.size()
                - seen.heard().stream()
                        .filter(answer -> answer.kind().decides())
                        .map(Heard::user)
                        .distinct()
                        .count();
        if (undecided > 0) {
            undone.add("%,d users never got a decision".formatted(undecided));
        }
        Opening opening = stage.opening();
        Optional<Duration> lastSettled = seen.claims().stream()
                .map(SettledClaim::settledAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .map(last -> Duration.between(opening.at(), last));
        List<Look> looks = eyes.looks().get();
        return new HerdResult(
                stage.eventId(),
                counts(),
                Figures.of(seen.heard(), opening),
                new HerdResult.Settling(
                        lastSettled, lastMailed(looks, seen.claims().size())),
                silences(seen.heard()),
                Invariants.check(seen),
                List.copyOf(undone),
                new Course(opening, seen.heard(), seen.claims(), looks));
    }

    /** The live stream has looked all the time, the polling only once the herd was over. */
    private Optional<Duration> lastMailed(List<Look> looks, int claims) {
        Optional<Duration> live = looks.stream()
                .filter(look -> look.mailed() != null && look.mailed() > 0 && look.mailed() >= claims)
                .findFirst()
                .map(look -> Duration.between(stage.opening().at(), Instant.ofEpochMilli(look.at())));
        return lastMailed.map(
                polled -> live.filter(seen -> seen.compareTo(polled) < 0).orElse(polled));
    }

    private Observations observe(BadInput.Outcome badInput) throws InterruptedException {
        Suite suite = eyes.suite();
        List<Heard> heard = book.all();
        StockLevel stock = suite.stock(stage.eventId());
        List<SettledClaim> claims = suite.claims(stage.eventId());
        List<Member> asked = whoseStatus(heard, claims);
        Map<Long, Told> statuses = Statuses.ask(
                eyes.roads().gateway(), stage.eventId(), asked, options.limits().patience());
        Set<Long> askedUsers = asked.stream().map(Member::user).collect(Collectors.toSet());
        Observations.Around around = new Observations.Around(
                askedUsers,
                mail(claims.size()),
                badInput,
                eyes.roads().gateway().bodies(),
                eyes.roads().gateway().bodiesWithAt());
        return new Observations(
                new Observations.Scene(options.users(), options.stock(), stage.opening()),
                heard,
                stock,
                claims,
                statuses,
                around);
    }

    /** Everybody who was promised something or has something, and some of those who should have nothing. */
    private List<Member> whoseStatus(List<Heard> heard, List<SettledClaim> claims) {
        Set<Long> winners = new HashSet<>();
        heard.stream().filter(answer -> answer.kind().wins()).forEach(answer -> winners.add(answer.user()));
        claims.forEach(claim -> winners.add(claim.user()));
        List<Member> asked = new ArrayList<>();
        herd.stream().filter(member -> winners.contains(member.user())).forEach(asked::add);
        herd.stream()
                .filter(member -> !winners.contains(member.user()))
                .limit(LOSERS_ASKED)
                .forEach(asked::add);
        return asked;
    }

    private Mail mail(int winners) throws InterruptedException {
        if (winners > Mailbox.BOUND) {
            return new Mail.NotCounted("it keeps only the newest %,d mails".formatted(Mailbox.BOUND));
        }
        try {
            Mailbox.Found found = new Mailbox(eyes.roads().mailbox()).about(stage.name());
            return new Mail.Counted(found.mails(), found.recipients());
        } catch (IOException away) {
            return new Mail.NotCounted("not readable at " + options.target().mailbox());
        }
    }

    private static Map<String, Long> silences(List<Heard> heard) {
        return heard.stream()
                .filter(answer -> answer.kind() == Kind.NO_ANSWER)
                .collect(Collectors.groupingBy(Heard::oddity, TreeMap::new, Collectors.counting()));
    }

    private Map<Wave, Map<Kind, Long>> counts() {
        Map<Wave, Map<Kind, Long>> all = new EnumMap<>(Wave.class);
        for (Wave wave : Wave.values()) {
            Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                kinds.put(kind, book.count(wave, kind));
            }
            all.put(wave, kinds);
        }
        return all;
    }

    private static String shown(SettleWatch.Seen seen, int promised) {
        return "%,d of %,d promised settled; mails: %,d sent, %,d pending, %,d failed, %,d without address%s"
                .formatted(
                        seen.settledClaims(),
                        promised,
                        seen.mails().sent(),
                        seen.mails().pending(),
                        seen.mails().failed(),
                        seen.mails().noAddress(),
                        seen.unpublished() == 0 ? "" : "; %,d unpublished".formatted(seen.unpublished()));
    }
}
