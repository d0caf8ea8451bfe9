package io.firstcome.bench.lab.worker;

import io.firstcome.bench.lab.way.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * One process's share of one measurement. All shares are cut from the same crowd: each user applies twice, in an order that the seed makes,
 * and a quarter of the users can win.
 *
 * @param strategy    how units are given away
 * @param event       whose units
 * @param users       the crowd, a multiple of {@link #USERS_PER_UNIT}
 * @param clients     how many apply at the same time in this process
 * @param limitMillis when to stop though not everybody has applied
 * @param share       number of this share, from 0; the first one opens the stock
 * @param shares      into how many the crowd is divided
 */
public record Load(Strategy strategy, long event, int users, int clients, long limitMillis, int share, int shares) {

    /** How often each user applies. */
    public static final int TIMES = 2;

    /** How many users there are per unit. */
    public static final int USERS_PER_UNIT = 4;

    private static final int SEED = 7;

    /** How many units the event has. */
    public long quantity() {
        return users / USERS_PER_UNIT;
    }

    /** The users of this share in order of arrival, repeats included. */
    long[] arrivals() {
        var all = new ArrayList<Long>(users * TIMES);
        for (int time = 0; time < TIMES; time++) {
            LongStream.rangeClosed(1, users).forEach(all::add);
        }
        Collections.shuffle(all, new Random(SEED));
        int mine = all.size() / shares;
        return all.subList(share * mine, (share + 1) * mine).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }
}
