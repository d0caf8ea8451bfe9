package io.firstcome.bench.scenario;

import io.firstcome.bench.BenchException;
import io.firstcome.loadtest.blast.Blast;
import io.firstcome.loadtest.blast.Requests;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The one unit is taken: every user is told so, with a good token of theirs. */
final class SoldOut implements Scenario {
    private static final Duration ONE_REQUEST = Duration.ofSeconds(5);

    private final int users;
    private long event;

    /** @param users how many are told so, again and again */
    SoldOut(int users) {
        this.users = users;
    }

    @Override
    public String group() {
        return Names.SOLD_OUT;
    }

    @Override
    public String name() {
        return Names.SOLD_OUT;
    }

    @Override
    public void prepare(Stage stage) throws IOException {
        event = stage.openEvent("Benchmark: sold out", 1);
        var winner = Applying.of(stage, stage.crowd().users(0, 1), i -> event);
        Blast.run(stage.gateway(), 1, ONE_REQUEST, winner, winner);
        if (winner.accepted() != 1) {
            throw new BenchException("the only unit of an event was not given to its only applicant");
        }
    }

    @Override
    public int mostWarmUps() {
        return 6;
    }

    @Override
    public Sample run(Stage stage, Duration length) throws IOException {
        var losers = stage.crowd().users(1, users);
        var tokens = stage.tokens().of(users, i -> losers[(int) i]);
        var requests = IntStream.range(0, users)
                .mapToObj(i -> Requests.post("/api/event/apply?eventId=" + event, stage.host(), tokens[i], null))
                .toArray(byte[][]::new);
        var shooting = Volley.shoot(stage, stage.gateway(), length, requests);
        var result = shooting.result();
        var sample = shooting.sample();
        var winners = result.byStatus()[200] + result.byStatus()[202];
        return sample.checked(
                winners == 0 ? List.of() : List.of("event %d: %d more winners than units".formatted(event, winners)));
    }
}
