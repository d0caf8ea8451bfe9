package io.firstcome.bench.scenario;

import io.firstcome.loadtest.blast.Blast;
import io.firstcome.loadtest.blast.Ear;
import io.firstcome.loadtest.blast.Shots;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Requests sent again and again, whose answers are only counted. */
final class Volley implements Shots, Ear {
    private final byte[][] requests;
    private int at;

    private Volley(byte[][] requests) {
        this.requests = requests;
    }

    /** Sends the requests again and again. */
    static Shooting shoot(Stage stage, InetSocketAddress server, Duration length, byte[]... requests)
            throws IOException {
        var volley = new Volley(requests);
        return Shooting.measure(
                stage.processes(), () -> Blast.run(server, stage.connections(), length, volley, volley));
    }

    @Override
    public byte[] next() {
        var request = requests[at++];
        at %= requests.length;
        return request;
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
