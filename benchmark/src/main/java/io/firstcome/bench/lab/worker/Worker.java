package io.firstcome.bench.lab.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.bench.lab.way.Stores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;

/**
 * The process that applies. It reads a {@link Load} as one line of JSON, prepares it and answers {@value #READY}; upon the next line, whatever
 * it is, it runs it and answers a {@link Tally} as one line of JSON. It ends when its input does, that is, when its parent does.
 */
public final class Worker {

    static final String READY = "ready";

    private Worker() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        PrintStream answers = new PrintStream(System.out, true, UTF_8);
        System.setOut(System.err); // whatever else is printed must not get in between
        var json = new ObjectMapper();
        var input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        try (var stores = new Stores(System.getenv())) {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                Load load = json.readValue(line, Load.class);
                try (var way = load.strategy().way(stores, load.event())) {
                    if (load.share() == 0) {
                        way.open(load.quantity());
                    }
                    var clients = new Clients(way, load.arrivals());
                    answers.println(READY);
                    if (input.readLine() == null) {
                        return;
                    }
                    answers.println(json.writeValueAsString(clients.apply(load.clients(), load.limitMillis())));
                }
            }
        }
    }
}
