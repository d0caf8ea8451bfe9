package io.firstcome.bench.scenario;

import io.firstcome.bench.probe.Watch;
import io.firstcome.bench.redis.GrantScript;
import io.firstcome.bench.redis.RedisWire;
import io.firstcome.localstack.backend.Redis;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The real script with batches of one, as redis-benchmark would call it: 50 connections, each with so many calls under way. */
final class RawScript implements Scenario {
    static final String GROUP = "raw-script";
    private static final int CONNECTIONS = 50;
    /** As what a grant is counted; Redis has no statuses. */
    private static final int GRANTED = 200;

    private static final long EVENT = 900_000_001;
    private static final long FIRST_USER = 10_000_000;
    private static final long ENDLESS = 1_000_000_000;

    private final String redisUrl;
    private final int pipelined;
    private long nextUser = FIRST_USER;

    /** @param pipelined calls under way per connection */
    RawScript(Redis redis, int pipelined) {
        this.redisUrl = redis.url();
        this.pipelined = pipelined;
    }

    @Override
    public String group() {
        return GROUP;
    }

    @Override
    public String name() {
        return pipelined == 1 ? GROUP + ", one at a time" : GROUP + ", pipelined by " + pipelined;
    }

    @Override
    public Sample run(Stage stage, Duration length) throws IOException {
        List<RedisWire> connections = new ArrayList<>();
        try {
            for (var i = 0; i < CONNECTIONS; i++) {
                connections.add(RedisWire.to(redisUrl));
            }
            var script = GrantScript.load(connections.getFirst());
            GrantScript.open(connections.getFirst(), EVENT, ENDLESS);
            var watch = Watch.begin(stage.processes());
            var threads = ManagementFactory.getThreadMXBean();
            var cpuBefore = threads.getCurrentThreadCpuTime();
            var sample = run(connections, script, length);
            var generator = Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpuBefore);
            Cost.of(watch.end(), generator).addTo(sample, sample.statuses().get(GRANTED));
            return sample;
        } finally {
            for (var connection : connections) {
                if (connection == connections.getFirst()) {
                    GrantScript.forget(connection, EVENT);
                }
                connection.close();
            }
        }
    }

    /** Every connection has its calls under way; whichever has answered gets the next ones. */
    private Sample run(List<RedisWire> connections, GrantScript script, Duration length) throws IOException {
        var latency = new Histogram(3);
        var sent = new long[CONNECTIONS];
        var start = System.nanoTime();
        for (var i = 0; i < CONNECTIONS; i++) {
            sent[i] = System.nanoTime();
            connections.get(i).send(calls(script));
        }
        long replies = 0;
        var end = start + length.toNanos();
        for (var under = CONNECTIONS; under > 0; ) {
            for (var i = 0; i < CONNECTIONS; i++) {
                if (sent[i] == 0) {
                    continue;
                }
                for (var call = 0; call < pipelined; call++) {
                    GrantScript.requireGranted(connections.get(i).reply(), 1);
                }
                var now = System.nanoTime();
                replies += pipelined;
                latency.recordValue(now - sent[i]);
                if (now < end) {
                    sent[i] = now;
                    connections.get(i).send(calls(script));
                } else {
                    sent[i] = 0;
                    under--;
                }
            }
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        return new Sample()
                .with(Figure.PER_SECOND, replies / seconds)
                .with(Figure.P50_MILLIS, latency.getValueAtPercentile(50) / 1e6)
                .with(Figure.P99_MILLIS, latency.getValueAtPercentile(99) / 1e6)
                .with(Figure.MAX_MILLIS, latency.getMaxValue() / 1e6)
                .answered(GRANTED, replies);
    }

    private byte[] calls(GrantScript script) {
        if (pipelined == 1) {
            return script.call(EVENT, nextUser++, 1, 0, 1);
        }
        List<byte[]> calls = new ArrayList<>(pipelined);
        for (var i = 0; i < pipelined; i++) {
            calls.add(script.call(EVENT, nextUser++, 1, 0, 1));
        }
        var all =
                ByteBuffer.allocate(calls.stream().mapToInt(call -> call.length).sum());
        calls.forEach(all::put);
        return all.array();
    }
}
