package io.firstcome.bench.scenario;

import io.firstcome.bench.redis.GrantScript;
import io.firstcome.loadtest.blast.Blast;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * An event that has many claims already; every user who applies wins. The claims that it has are put into Redis by the real script in batches, as
 * published ones; they have no rows in MySQL.
 */
final class ManyClaims implements Scenario {
    static final String GROUP = "claims";
    private static final int BATCH = 1000;
    private static final long FIRST_FILLER = 10_000_001;

    private final int count;
    private final Pace pace = new Pace();
    private final Promises promises = new Promises();
    private long event;
    private int usersSeen;

    /** @param count claims before the load; a multiple of 1,000 */
    ManyClaims(int count) {
        this.count = count;
    }

    @Override
    public String group() {
        return GROUP;
    }

    @Override
    public String name() {
        return Names.CLAIMS + "%,d".formatted(count);
    }

    @Override
    public void prepare(Stage stage) throws IOException {
        event = stage.openEvent("Benchmark: claims", Accepted.ENDLESS);
        var script = GrantScript.load(stage.redis());
        for (var filled = 0; filled < count; filled += BATCH) {
            stage.redis().send(script.call(event, FIRST_FILLER + filled, BATCH, filled == 0 ? 0 : BATCH, filled + 1L));
            GrantScript.requireGranted(stage.redis().reply(), BATCH);
        }
        // The last ones are published too.
        stage.redis().send(script.call(event, FIRST_FILLER + count, 0, BATCH, count + 1L));
        stage.redis().reply();
    }

    @Override
    public Sample run(Stage stage, Duration length) throws IOException, SQLException {
        var users = stage.crowd().users(usersSeen, pace.requests(length));
        usersSeen += users.length;
        var applying = Applying.of(stage, users, i -> event);
        var settling = new Settling(stage.database(), event, event);
        var before = settling.claims();
        var shooting = Shooting.measure(
                stage.processes(), () -> Blast.run(stage.gateway(), stage.connections(), length, applying, applying));
        pace.saw(shooting);
        settling.await(before + applying.accepted());
        settling.dropWaitingMails();
        promises.addAll(applying.promises());
        return shooting.sample().checked(promises.check(stage.database(), Accepted.ENDLESS, count + 1L));
    }
}
