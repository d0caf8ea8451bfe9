package io.firstcome.loadtest;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What to rehearse, against which suite.
 *
 * @param users       how many different users apply
 * @param stock       how many units there are
 * @param connections how many connections they share at most; a connection is kept alive and carries one request at a time
 * @param seed        makes everything that is left to chance the same again
 * @param target      the running suite
 * @param limits      how long to wait
 */
public record HerdOptions(int users, long stock, int connections, long seed, Target target, Limits limits) {

    /** Most users of one rehearsal; more tokens than these would expire while they are signed. */
    public static final int MOST_USERS = 200_000;

    /** Most units, as the suite allows. */
    public static final long MOST_STOCK = 10_000_000;

    /** Most connections. */
    public static final int MOST_CONNECTIONS = 10_000;

    /**
     * Checks what a person may get wrong.
     *
     * @throws IllegalArgumentException with a message of one line
     */
    public HerdOptions {
        requireBetween("users", users, MOST_USERS);
        requireBetween("stock", stock, MOST_STOCK);
        requireBetween("connections", connections, MOST_CONNECTIONS);
    }

    /**
     * A running suite: where it listens and where its secrets lie.
     *
     * @param gateway the public address
     * @param auth    the address of an auth-service, for the internal call that makes accounts
     * @param mailbox the address of a mailbox with Mailpit's API
     * @param key     PKCS#8 PEM file with the key that signs access tokens
     * @param secrets file with a line {@code FIRSTCOME_SERVICE_TOKEN=…}
     */
    public record Target(URI gateway, URI auth, URI mailbox, Path key, Path secrets) {

        /** Returns what {@code ./run} starts, seen from the project's folder. */
        public static Target local() {
            return new Target(
                    URI.create("http://localhost:8080"),
                    URI.create("http://localhost:8081"),
                    URI.create("http://localhost:8025"),
                    Path.of(".local/signing-key.pem"),
                    Path.of(".local/secrets.env"));
        }
    }

    /**
     * How long to wait.
     *
     * @param lead     how long before the opening it is announced; instances may hear of it a moment late
     * @param patience for how long a user who is told to try again does so
     * @param settle   for how long, after the last answer, all must be settled and mailed
     */
    public record Limits(Duration lead, Duration patience, Duration settle) {

        public Limits {
            if (lead.isNegative() || patience.isNegative() || settle.isNegative()) {
                throw new IllegalArgumentException("a time to wait cannot be negative");
            }
        }

        /** Returns three seconds of lead, and a minute for the others. */
        public static Limits standard() {
            return new Limits(Duration.ofSeconds(3), Duration.ofSeconds(60), Duration.ofSeconds(60));
        }

        /** Returns these limits with other times to wait. */
        public Limits waiting(Duration otherPatience, Duration otherSettle) {
            return new Limits(lead, otherPatience, otherSettle);
        }
    }

    /** Returns the rehearsal of the README, 2,000 users against 100 units, against the given suite. */
    public static HerdOptions against(Target target) {
        return new HerdOptions(2000, 100, 256, System.nanoTime() & 0xffffff, target, Limits.standard());
    }

    /** Returns this rehearsal with other numbers. */
    public HerdOptions sized(int otherUsers, long otherStock) {
        return new HerdOptions(otherUsers, otherStock, connections, seed, target, limits);
    }

    /** Returns this rehearsal over so many connections. */
    public HerdOptions over(int otherConnections) {
        return new HerdOptions(users, stock, otherConnections, seed, target, limits);
    }

    /** Returns this rehearsal with a seed. */
    public HerdOptions seeded(long otherSeed) {
        return new HerdOptions(users, stock, connections, otherSeed, target, limits);
    }

    /** Returns this rehearsal with other limits. */
    public HerdOptions within(Limits otherLimits) {
        return new HerdOptions(users, stock, connections, seed, target, otherLimits);
    }

    private static void requireBetween(String name, long value, long most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("%s must be between 1 and %,d, not %,d".formatted(name, most, value));
        }
    }
}
