package io.firstcome.bench.scenario;

import io.firstcome.bench.probe.Processes;
import io.firstcome.bench.probe.Watch;
import io.firstcome.bench.redis.GrantScript;
import io.firstcome.loadtest.blast.Blast;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stock without end: every user who applies wins. Tokens, Redis, Kafka, MySQL and the mails are real. */
final class Accepted implements Scenario {
    static final long ENDLESS = 10_000_000;
    private static final long MAIL_WATCH_SECONDS = 3;

    private final Pace pace = new Pace();

    @Override
    public String group() {
        return Names.ACCEPTED;
    }

    @Override
    public String name() {
        return Names.ACCEPTED;
    }

    /** The whole path is warmed by this one: four JVMs compile it, again and again, for a minute or two. */
    @Override
    public int mostWarmUps() {
        return 15;
    }

    @Override
    public Sample run(Stage stage, Duration length) throws IOException, SQLException {
        var event = stage.openEvent("Benchmark: accepted", ENDLESS);
        var users = stage.crowd().users(0, pace.requests(length));
        var applying = Applying.of(stage, users, i -> event);
        var settling = new Settling(stage.database(), event, event);

        var watch = Watch.begin(stage.processes());
        var shooting = Shooting.measure(
                stage.processes(), () -> Blast.run(stage.gateway(), stage.connections(), length, applying, applying));
        var end = System.nanoTime();
        var settledAtEnd = settling.claims();
        var mailsAtEnd = settling.mailsSent();
        var settled = settling.await(applying.accepted());
        var settledAfter = (System.nanoTime() - end) / 1e9;
        var cpu = watch.end().cpu();
        pace.saw(shooting);

        var sample = shooting.sample()
                .with(Figure.SETTLED_PERCENT, 100.0 * Math.min(settledAtEnd, applying.accepted()) / applying.accepted())
                .with(Figure.SETTLED_SECONDS, settledAfter)
                .with(
                        Figure.SETTLING_NOTIFICATION_MICROS,
                        micros(cpu.get(Processes.NOTIFICATION)) / applying.accepted())
                .with(Figure.SETTLING_DATABASE_MICROS, micros(cpu.get(Processes.DATABASE)) / applying.accepted())
                .with(Figure.MAILS_SENT, mailsAtEnd)
                .with(Figure.MAILS_PER_SECOND, mailsPerSecond(settling))
                .with(Figure.REDIS_BYTES, (double) bytes(stage, event) / applying.accepted());
        var violations = applying.promises().check(stage.database(), ENDLESS, 1);
        if (settling.mails() < settled) {
            violations.add("event %d: %d claims have no mail".formatted(event, settled - settling.mails()));
        }
        settling.dropWaitingMails();
        return sample.checked(violations);
    }

    private static double micros(Duration time) {
        return time.toNanos() / 1e3;
    }

    private static double mailsPerSecond(Settling settling) throws SQLException {
        var before = settling.mailsSent();
        var start = System.nanoTime();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(MAIL_WATCH_SECONDS));
        var sent = settling.mailsSent() - before;
        return sent * 1e9 / (System.nanoTime() - start);
    }

    /** Of all that Redis keeps of an event. */
    private static long bytes(Stage stage, long event) throws IOException {
        long bytes = 0;
        for (var key : GrantScript.keys(event)) {
            var size = (Long) stage.redis().call("MEMORY", "USAGE", key, "SAMPLES", "0");
            bytes += size == null ? 0 : size;
        }
        return bytes;
    }
}
