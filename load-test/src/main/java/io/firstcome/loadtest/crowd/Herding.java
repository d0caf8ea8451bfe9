package io.firstcome.loadtest.crowd;

import io.firstcome.loadtest.lane.Errand;
import io.firstcome.loadtest.lane.Lanes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Sends the waves of one herd against one event; the seed makes who does what the same again. */
public final class Herding {

    /** How many apply before the opening. */
    public static final int EARLY_BIRDS = 5;

    /** One in so many applies three times at once. */
    private static final int ONE_IN_THRICE = 10;

    /** One in so many applies again later; so do all winners. */
    private static final int ONE_IN_AGAIN = 20;

    private final List<Member> shuffled;
    private final long eventId;
    private final Opening opening;
    private final Duration patience;
    private final AnswerBook book;

    /**
     * Takes the crowd, in any order, and how it applies.
     *
     * @param patience for how long somebody who was told to try again does so, from the beginning of each wave
     * @param book     takes every answer
     */
    public Herding(Crowd crowd, long eventId, Opening opening, Duration patience, AnswerBook book) {
        this.shuffled = new ArrayList<>(crowd.members());
        Collections.shuffle(shuffled, new Random(crowd.seed()));
        this.eventId = eventId;
        this.opening = opening;
        this.patience = patience;
        this.book = book;
    }

    /** The users of a herd, and the seed of all that is left to chance. */
    public record Crowd(List<Member> members, long seed) {}

    /** Lets a few apply before the opening; returns when they are answered. */
    public void sendEarlyBirds(Lanes lanes) throws InterruptedException {
        long now = System.nanoTime();
        Apply.Terms terms = new Apply.Terms(eventId, Wave.EARLY, opening, opening.nanos(), book);
        lanes.run(shuffled.stream()
                .limit(EARLY_BIRDS)
                .map(member -> new Apply(member, terms, now))
                .toList());
    }

    /** Lets everybody apply at the opening, some thrice; returns when all are answered or have lost their patience. */
    public void sendHerd(Lanes lanes) throws InterruptedException {
        Apply.Terms terms = terms(Wave.HERD, opening.nanos());
        List<Errand> applies = new ArrayList<>();
        for (int at = 0; at < shuffled.size(); at++) {
            int times = at % ONE_IN_THRICE == 0 ? 3 : 1;
            for (int time = 0; time < times; time++) {
                applies.add(new Apply(shuffled.get(at), terms, opening.nanos()));
            }
        }
        lanes.run(applies);
    }

    /** Returns how many applies {@link #sendHerd} makes of so many users. */
    public static int appliesOf(int users) {
        return users + 2 * ((users + ONE_IN_THRICE - 1) / ONE_IN_THRICE);
    }

    /** Lets all winners and some of the others apply once more. */
    public void sendRepeats(Lanes lanes, Set<Long> winners) throws InterruptedException {
        long now = System.nanoTime();
        Apply.Terms terms = terms(Wave.AGAIN, now);
        Set<Member> again = new LinkedHashSet<>();
        for (int at = 0; at < shuffled.size(); at++) {
            if (at % ONE_IN_AGAIN == 0 || winners.contains(shuffled.get(at).user())) {
                again.add(shuffled.get(at));
            }
        }
        lanes.run(again.stream().map(member -> new Apply(member, terms, now)).toList());
    }

    private Apply.Terms terms(Wave wave, long from) {
        return new Apply.Terms(eventId, wave, opening, from + patience.toNanos(), book);
    }
}
