package io.firstcome.loadtest.badinput;

import io.firstcome.contracts.problem.Problem;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.loadtest.http.Answer;
import io.firstcome.loadtest.lane.Lanes;
import io.firstcome.loadtest.suite.Call;
import io.firstcome.loadtest.suite.Json;
import io.firstcome.loadtest.suite.Suite;
import io.firstcome.loadtest.token.ForgedTokens;
import io.firstcome.loadtest.token.SigningKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends all that is bad at once and tells what was not refused as it should be, and whether it changed anything. */
public final class BadInput {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Lanes gateway;
    private final Suite suite;
    private final long eventId;
    private final Probes probes;

    /** Takes where to send it, the admin's view of the event, and good tokens beside which the bad ones are made. */
    public BadInput(Lanes gateway, Suite suite, long eventId, Doors doors) {
        this.gateway = gateway;
        this.suite = suite;
        this.eventId = eventId;
        Map<String, String> forged = ForgedTokens.of(doors.key(), doors.user(), Clock.systemUTC());
        this.probes = new Probes(eventId, new Probes.Tokens(doors.adminToken(), doors.userToken(), forged));
    }

    /** What opens the suite's doors: the signing key, and the good tokens of an admin and of a user. */
    public record Doors(SigningKey key, String adminToken, long user, String userToken) {}

    /** How many bad requests were sent, and what was wrong about their answers; empty when nothing was. */
    public record Outcome(int sent, List<String> faults) {

        public Outcome {
            faults = List.copyOf(faults);
        }

        /** Returns both together. */
        public Outcome and(Outcome other) {
            List<String> all = new ArrayList<>(faults);
            all.addAll(other.faults);
            return new Outcome(sent + other.sent, all);
        }
    }

    /** Sends all bad requests once. */
    public Outcome send() throws InterruptedException {
        Counts before = counts();
        List<Probe> all = new ArrayList<>(probes.always());
        all.addAll(probes.whenGranted(before.granted()));
        Map<Probe, Call> calls = new LinkedHashMap<>();
        all.forEach(probe -> calls.put(probe, new Call(probe.request(), PATIENCE)));
        gateway.run(calls.values());

        List<String> faults = new ArrayList<>();
        calls.forEach((probe, call) -> judge(probe, call, faults));
        Counts after = counts();
        if (!before.equals(after)) {
            faults.add("bad input changed the counts: %s before, %s after".formatted(before, after));
        }
        return new Outcome(all.size(), faults);
    }

    /** What nothing bad may change. Settled claims are not among it: they may still be catching up with the grants. */
    private record Counts(long quantity, long granted) {}

    private Counts counts() throws InterruptedException {
        StockLevel stock = suite.stock(eventId);
        return new Counts(stock.quantity(), stock.granted());
    }

    private static void judge(Probe probe, Call call, List<String> faults) {
        try {
            Answer answer = call.result();
            String code = Json.tree(answer.body()).path("code").asText("no code");
            String mediaType = answer.header("content-type").orElse("no content type");
            boolean refused = probe.allowed().stream()
                    .anyMatch(right ->
                            right.status() == answer.status() && right.name().equals(code));
            if (!refused) {
                faults.add(
                        "%s: expected %s, got %d %s".formatted(probe.name(), probe.expected(), answer.status(), code));
            } else if (!mediaType.startsWith(Problem.MEDIA_TYPE)) {
                faults.add("%s: refused, but as %s".formatted(probe.name(), mediaType));
            }
        } catch (IOException noAnswer) {
            faults.add("%s: no answer (%s)".formatted(probe.name(), noAnswer.getMessage()));
        }
    }
}
