package io.firstcome.bench.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** stock-service's script that grants, called as stock-service calls it. */
public final class GrantScript {
    private static final String FOLDER = "/io/firstcome/stock/grant/";
    private static final List<String> FILES = List.of("fence.lua", "grant.lua");
    private static final Pattern RUN = Pattern.compile("run_id:(\\p{XDigit}+)");

    private final String sha;

    private GrantScript(String sha) {
        this.sha = sha;
    }

    /** Loads it into Redis. */
    public static GrantScript load(RedisWire redis) throws IOException {
        var script = new StringJoiner("\n");
        for (var name : FILES) {
            try (var file = GrantScript.class.getResourceAsStream(FOLDER + name)) {
                script.add(new String(file.readAllBytes(), UTF_8));
            }
        }
        return new GrantScript((String) redis.call("SCRIPT", "LOAD", script.toString()));
    }

    /** The keys of an event: stock, claims, unpublished, free units, free ranks. */
    public static List<String> keys(long event) {
        var stock = "stock:{" + event + "}";
        return List.of(stock, stock + ":claims", stock + ":unpublished", stock + ":free:units", stock + ":free:ranks");
    }

    /** Opens the stock of an event that no service knows of. */
    public static void open(RedisWire redis, long event, long quantity) throws IOException {
        var run = RUN.matcher((String) redis.call("INFO", "server"));
        if (!run.find()) {
            throw new IOException("Redis does not say its run_id");
        }
        redis.call(
                "HSET",
                keys(event).getFirst(),
                "quantity",
                String.valueOf(quantity),
                "granted",
                "0",
                "rank",
                "0",
                "run",
                run.group(1));
    }

    /** Forgets an event. */
    public static void forget(RedisWire redis, long event) throws IOException {
        var keys = keys(event);
        redis.call("UNLINK", keys.get(0), keys.get(1), keys.get(2));
    }

    /**
     * The call for a batch of applicants, users {@code first} to {@code first + count - 1}, encoded.
     *
     * @param published how many users before the first are told to be published by now
     * @param rank      the rank of the first; those before have the ranks before
     */
    public byte[] call(long event, long first, int count, int published, long rank) {
        List<String> words = new ArrayList<>(9 + published + 2 * count);
        words.addAll(List.of("EVALSHA", sha, "5"));
        words.addAll(keys(event));
        words.add(String.valueOf(published));
        LongStream.rangeClosed(1, published)
                .mapToObj(back -> first - back + ":" + (rank - back))
                .forEach(words::add);
        for (var user = first; user < first + count; user++) {
            words.add(String.valueOf(user));
            words.add("en");
        }
        return RedisWire.encode(words);
    }

    /**
     * Reads the reply to a call.
     *
     * @throws IOException when not all of them were granted a unit
     */
    public static void requireGranted(Object reply, int count) throws IOException {
        if (!(reply instanceof List<?> outcomes)
                || outcomes.size() != count
                || !outcomes.stream().allMatch(outcome -> ((String) outcome).startsWith("G"))) {
            throw new IOException("the script did not grant: " + reply);
        }
    }
}
