package io.firstcome.systemtest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Access tokens signed with the suite's own key, for people who need not log in by mail. */
final class Tokens {

    private static final AtomicLong STRANGERS = new AtomicLong(7_000_000_000L);

    private Tokens() {}

    /** A token of a user that exists nowhere else. */
    static String stranger() {
        return of(STRANGERS.incrementAndGet());
    }

    static String of(long user) {
        return RunningSuite.suite().signingKey().token(user, Duration.ofMinutes(10), "USER");
    }

    static String admin() {
        return RunningSuite.suite().signingKey().token(1, Duration.ofMinutes(10), "USER", "ADMIN");
    }

    static String expired() {
        return RunningSuite.suite().signingKey().token(1, Duration.ofSeconds(-1), "USER");
    }
}
