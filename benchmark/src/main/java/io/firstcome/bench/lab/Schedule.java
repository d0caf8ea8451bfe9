package io.firstcome.bench.lab;

import io.firstcome.bench.lab.way.Strategy;
import io.firstcome.bench.lab.worker.Load;
import io.firstcome.localstack.launch.Progress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * In which order and for how long strategies are measured: each is warmed up, which tells how many requests fit into a round; then all of
 * them in turn, round by round, so that whatever disturbs the machine disturbs all.
 *
 * @param strategies   which
 * @param rounds       how often each is measured
 * @param requests     the most requests of one run
 * @param clients      how many apply at the same time
 * @param warmUpMillis how long each is warmed up
 * @param roundMillis  how long a run shall take
 */
record Schedule(List<Strategy> strategies, int rounds, int requests, int clients, long warmUpMillis, long roundMillis) {

    private static final int USERS_STEP = 8;
    private static final int FEWEST_USERS = 160;
    private static final int PATIENCE = 4;
    private static final int WARM_UP_SHARE = 3;

    /**
     * Measures.
     *
     * @param progress is told what was measured, a line each
     */
    List<Score> carryOut(Lab lab, Progress progress) {
        Map<Strategy, Integer> users = new EnumMap<>(Strategy.class);
        Map<Strategy, List<Round>> measured = new EnumMap<>(Strategy.class);
        for (Strategy strategy : strategies) {
            Round warm = lab.measure(strategy, users(requests / WARM_UP_SHARE), clients, warmUpMillis);
            progress.say(line("warm-up: ", strategy, warm));
            users.put(strategy, users(warm.perSecond() * roundMillis / 1000));
            measured.put(strategy, new ArrayList<>());
        }
        for (int number = 1; number <= rounds; number++) {
            for (Strategy strategy : strategies) {
                Round round = lab.measure(strategy, users.get(strategy), clients, PATIENCE * roundMillis);
                progress.say(line("round %d of %d: ".formatted(number, rounds), strategy, round));
                measured.get(strategy).add(round);
                users.merge(strategy, users(round.perSecond() * roundMillis / 1000), Math::max);
            }
        }
        return strategies.stream()
                .map(strategy -> new Score(strategy, measured.get(strategy)))
                .toList();
    }

    /** How many users make so many requests: at most as many as are allowed, enough for forty units. */
    private int users(double wanted) {
        int users = (int) Math.min(wanted, requests) / Load.TIMES;
        return Math.max(FEWEST_USERS, users / USERS_STEP * USERS_STEP);
    }

    private static String line(String what, Strategy strategy, Round round) {
        return "%s%-40s %,9.0f/s".formatted(what, strategy.title(), round.perSecond());
    }

    /** Says what is measured and how, a line each. */
    List<String> facts() {
        return List.of(
                "%,d clients apply at the same time, for the same crowd: each user twice, %d users per unit"
                        .formatted(clients, Load.USERS_PER_UNIT),
                "a run has at most %,d requests, or as many as fitted into %.1f s before where that is fewer"
                        .formatted(requests, roundMillis / 1e3),
                "medians of %d rounds, all in turn, after a warm-up; least and greatest in parentheses; faults are sums"
                        .formatted(rounds),
                "ratio: to \"%s\"; given twice: grants of a unit, or to a user, that had been granted before; failed: no answer"
                        .formatted(Strategy.YARDSTICK.title()));
    }
}
