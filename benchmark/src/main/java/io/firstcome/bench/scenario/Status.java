package io.firstcome.bench.scenario;

import io.firstcome.loadtest.blast.Blast;
import io.firstcome.loadtest.blast.Requests;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

/** Users who hold a claim ask for it, each time with a token that the gateway has not seen. */
final class Status implements Scenario {
    private static final int HOLDERS = 10_000;
    private static final Duration FILLING = Duration.ofMinutes(1);

    private final Pace pace = new Pace();
    private long event;
    private long[] holders;

    @Override
    public String group() {
        return Names.STATUS;
    }

    @Override
    public String name() {
        return Names.STATUS;
    }

    @Override
    public void prepare(Stage stage) throws IOException, SQLException {
        event = stage.openEvent("Benchmark: status", HOLDERS);
        holders = stage.crowd().users(0, HOLDERS);
        var applying = Applying.of(stage, holders, i -> event);
        Blast.run(stage.gateway(), stage.connections(), FILLING, applying, applying);
        var settling = new Settling(stage.database(), event, event);
        settling.await(applying.accepted());
        settling.dropWaitingMails();
    }

    @Override
    public Sample run(Stage stage, Duration length) throws IOException {
        var tokens = stage.tokens().of(pace.requests(length), i -> holders[(int) (i % HOLDERS)]);
        var requests = new byte[tokens.length][];
        Arrays.setAll(requests, i -> Requests.get("/api/event/status?eventId=" + event, stage.host(), tokens[i]));
        var shooting = Volley.once(stage, stage.gateway(), length, requests);
        pace.saw(shooting);
        return shooting.sample();
    }
}
