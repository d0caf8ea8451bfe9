package io.firstcome.bench.scenario;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.firstcome.loadtest.blast.Ear;
import io.firstcome.loadtest.blast.Requests;
import io.firstcome.loadtest.blast.Shots;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Users who apply, one request each, and what they are told. */
final class Applying implements Shots, Ear {
    private static final byte[] RANK = "\"rank\":".getBytes(US_ASCII);
    private static final int ACCEPTED = 202;

    private final long[] users;
    private final long[] events;
    private final long[] ranks;
    private final byte[][] requests;
    private int next;
    private long accepted;

    private Applying(long[] users, long[] events, byte[][] requests) {
        this.users = users;
        this.events = events;
        this.requests = requests;
        this.ranks = new long[users.length];
    }

    /**
     * Prepares the requests, each with a token that is signed now.
     *
     * @param eventOf which event the i-th user applies to
     */
    static Applying of(Stage stage, long[] users, IntToLongFunction eventOf) {
        var tokens = stage.tokens().of(users.length, i -> users[(int) i]);
        var events =
                IntStream.range(0, users.length).mapToLong(eventOf::applyAsLong).toArray();
        var requests = new byte[users.length][];
        Arrays.setAll(
                requests, i -> Requests.post("/api/event/apply?eventId=" + events[i], stage.host(), tokens[i], null));
        return new Applying(users, events, requests);
    }

    @Override
    public byte[] next() {
        return next == requests.length ? null : requests[next++];
    }

    @Override
    public void heard(long number, int status, byte[] buffer, int bodyFrom, int bodyLength, long nanos) {
        requests[(int) number] = null; // never sent again; the memory is wanted
        if (status == ACCEPTED) {
            accepted++;
            ranks[(int) number] = rank(buffer, bodyFrom, bodyLength);
        }
    }

    @Override
    public void unheard(long number, IOException why) {
        // counted by the generator
    }

    /** The number after {@code "rank":}; -1 when there is none. */
    static long rank(byte[] buffer, int from, int length) {
        for (var at = from; at + RANK.length < from + length; at++) {
            if (Arrays.equals(buffer, at, at + RANK.length, RANK, 0, RANK.length)) {
                return number(buffer, at + RANK.length, from + length);
            }
        }
        return -1;
    }

    private static long number(byte[] buffer, int from, int to) {
        long number = 0;
        var at = from;
        for (; at < to && buffer[at] >= '0' && buffer[at] <= '9'; at++) {
            number = number * 10 + buffer[at] - '0';
        }
        return at == from ? -1 : number;
    }

    /** How many were told 202. */
    long accepted() {
        return accepted;
    }

    /** What users were told with 202. */
    Promises promises() {
        var promises = new Promises();
        for (var i = 0; i < users.length; i++) {
            if (ranks[i] != 0) {
                promises.add(events[i], users[i], ranks[i]);
            }
        }
        return promises;
    }
}
