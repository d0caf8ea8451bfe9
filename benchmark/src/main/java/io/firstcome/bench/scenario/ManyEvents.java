package io.firstcome.bench.scenario;

import io.firstcome.loadtest.blast.Blast;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

/** Users who apply to many open events at once, spread evenly; every one wins. */
final class ManyEvents implements Scenario {
    static final String GROUP = "events";

    private final int count;
    private final Pace pace = new Pace();
    private final Promises promises = new Promises();
    private long[] events;
    private int usersSeen;

    /** @param count how many events */
    ManyEvents(int count) {
        this.count = count;
    }

    @Override
    public String group() {
        return GROUP;
    }

    @Override
    public String name() {
        return Names.EVENTS + "%,d".formatted(count);
    }

    @Override
    public void prepare(Stage stage) {
        events = new long[count];
        Arrays.setAll(events, i -> stage.openEvent("Benchmark: " + (i + 1) + " of " + count, Accepted.ENDLESS));
    }

    @Override
    public Sample run(Stage stage, Duration length) throws IOException, SQLException {
        var users = stage.crowd().users(usersSeen, pace.requests(length));
        usersSeen += users.length;
        var applying = Applying.of(stage, users, i -> events[i % count]);
        var settling = new Settling(stage.database(), events[0], events[count - 1]);
        var before = settling.claims();
        var shooting = Shooting.measure(
                stage.processes(), () -> Blast.run(stage.gateway(), stage.connections(), length, applying, applying));
        pace.saw(shooting);
        settling.await(before + applying.accepted());
        settling.dropWaitingMails();
        promises.addAll(applying.promises());
        return shooting.sample().checked(promises.check(stage.database(), Accepted.ENDLESS, 1));
    }
}
