package io.firstcome.bench.scenario;

import io.firstcome.loadtest.blast.Blast;
import io.firstcome.loadtest.blast.Ear;
import io.firstcome.loadtest.blast.Shots;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Requests whose answers are only counted. */
final class Volley implements Shots, Ear {
    private final byte[][] requests;
    private final boolean endless;
    private int at;

    private Volley(byte[][] requests, boolean endless) {
        this.requests = requests;
        this.endless = endless;
    }

    /** Sends each request once. */
    static Shooting once(Stage stage, InetSocketAddress server, Duration length, byte[]... requests)
            throws IOException {
        return new Volley(requests, false).shoot(stage, server, length);
    }

    /** Sends the requests again and again. */
    static Shooting endless(Stage stage, InetSocketAddress server, Duration length, byte[]... requests)
            throws IOException {
        return new Volley(requests, true).shoot(stage, server, length);
    }

    private Shooting shoot(Stage stage, InetSocketAddress server, Duration length) throws IOException {
        return Shooting.measure(stage.processes(), () -> Blast.run(server, stage.connections(), length, this, this));
    }

    @Override
    public byte[] next() {
        if (at == requests.length) {
            if (!endless) {
                return null;
            }
            at = 0;
        }
        return requests[at++];
    }

    @Override
    public void heard(long number, int status, byte[] buffer, int bodyFrom, int bodyLength, long nanos) {
        // counted by the generator
    }

    @Override
    public void unheard(long number, IOException why) {
        // counted by the generator
    }
}
