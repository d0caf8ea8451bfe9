package io.firstcome.systemtest.fault;

import java.util.concurrent.ThreadLocalRandom;

/** Where chance begins. */
final class Seeds {

    /** The system property that gives one, to do again what was done. */
    static final String GIVEN = "firstcome.fault-seed";

    private static final long BOUND = 1_000_000;

    private Seeds() {}

    /** Returns the seed that was given, or any. */
    static long next() {
        return Long.getLong(GIVEN, ThreadLocalRandom.current().nextLong(BOUND));
    }
}
