package io.firstcome.bench.lab;

import io.firstcome.bench.lab.way.Strategy;
import io.firstcome.bench.lab.worker.Load;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * In which order and for how long strategies are measured: each is warmed up, which tells how many requests fit into a round; then all of
 * them in turn, round by round, so that whatever disturbs the machine disturbs all.
 *
 * @param strategies  which
 * @param rounds      how often each is measured
 * @param requests    the most requests of one run
 * @param clients     how many apply at the same time
 * @param warmUpMillis how long each is warmed up
 * @param roundMillis how long a run shall take
 */
record Plan(List<Strategy> strategies, int rounds, int requests, int clients, long warmUpMillis, long roundMillis) {

    private static final int USERS_STEP = 8;
    private static final int FEWEST_USERS = 160;
    private static final int PATIENCE = 4;

    /**
     * Measures.
     *
     * @param progress is told what was measured, a line each
     */
    List<Score> carryOut(Lab lab, Consumer<String> progress) {
        Map<Strategy, Integer> users = new EnumMap<>(Strategy.class);
        Map<Strategy, List<Round>> measured = new EnumMap<>(Strategy.class);
        for (Strategy strategy : strategies) {
            Round warm = lab.measure(strategy, users(requests), clients, warmUpMillis);
            progress.accept(line("warm-up", strategy, warm));
            users.put(strategy, users(warm.perSecond() * roundMillis / 1000));
            measured.put(strategy, new ArrayList<>());
        }
        for (int number = 1; number <= rounds; number++) {
            for (Strategy strategy : strategies) {
                Round round = lab.measure(strategy, users.get(strategy), clients, PATIENCE * roundMillis);
                progress.accept(line("round " + number, strategy, round));
                measured.get(strategy).add(round);
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
        return "%-8s %-50s %,9.0f/s".formatted(what, strategy.title(), round.perSecond());
    }
}
