package io.firstcome.bench.scenario;

import io.firstcome.bench.BenchException;
import io.firstcome.loadtest.blast.Blast;
import io.firstcome.loadtest.blast.Requests;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

/** Users who hold a claim ask for it again and again, each with one token, as a page does that waits for its confirmation. */
final class Status implements Scenario {
    private static final Duration FILLING = Duration.ofMinutes(5);

    private final int count;
    private long event;
    private long[] holders;

    /** @param count how many hold a claim and ask for it, again and again */
    Status(int count) {
        this.count = count;
    }

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
        event = stage.openEvent("Benchmark: status", count);
        holders = stage.crowd().users(0, count);
        var applying = Applying.of(stage, holders, i -> event);
        Blast.run(stage.gateway(), stage.connections(), FILLING, applying, applying);
        if (applying.accepted() < count) {
            throw new BenchException(
                    "only %,d of %,d users got a claim to ask the status of".formatted(applying.accepted(), count));
        }
        var settling = new Settling(stage.database(), event, event);
        settling.await(applying.accepted());
        settling.dropWaitingMails();
    }

    @Override
    public int mostWarmUps() {
        return 5;
    }

    @Override
    public Sample run(Stage stage, Duration length) throws IOException {
        var tokens = stage.tokens().of(count, i -> holders[(int) i]);
        var requests = new byte[count][];
        Arrays.setAll(requests, i -> Requests.get("/api/event/status?eventId=" + event, stage.host(), tokens[i]));
        return Volley.shoot(stage, stage.gateway(), length, requests).sample();
    }
}
