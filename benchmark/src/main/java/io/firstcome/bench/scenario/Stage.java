package io.firstcome.bench.scenario;

import io.firstcome.bench.BenchException;
import io.firstcome.bench.crowd.Crowd;
import io.firstcome.bench.crowd.Tokens;
import io.firstcome.bench.floor.Floors;
import io.firstcome.bench.probe.Processes;
import io.firstcome.bench.redis.RedisWire;
import io.firstcome.loadtest.lane.Lanes;
import io.firstcome.loadtest.suite.SuiteException;
import io.firstcome.localstack.backend.Database;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * What scenarios play on.
 *
 * @param gateway the suite's public address
 * @param admin lanes to it for an admin's calls
 * @param floors null when no scenario of this run needs them
 * @param processes all whose processor time is told
 * @param connections how many the generator keeps
 */
public record Stage(
        InetSocketAddress gateway,
        Lanes admin,
        Floors floors,
        RedisWire redis,
        Database database,
        Processes processes,
        Crowd crowd,
        Tokens tokens,
        int connections) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration WINDOW = Duration.ofHours(2);

    /** Makes an event that is open from now on; returns its id. */
    long openEvent(String name, long quantity) {
        var now = Instant.now();
        var suite = new io.firstcome.loadtest.suite.Suite(admin, tokens.admin(1), PATIENCE);
        try {
            return suite.create(new io.firstcome.loadtest.suite.Suite.NewEvent(name, quantity, now, now.plus(WINDOW)));
        } catch (SuiteException e) {
            throw new BenchException("cannot make the event \"" + name + "\": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** The value of the Host header. */
    String host() {
        return gateway.getHostString() + ":" + gateway.getPort();
    }
}
