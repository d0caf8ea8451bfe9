package io.firstcome.bench;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** Where, when and how it was measured. */
final class Facts {
    private Facts() {}

    static List<String> of(Bench.Outcome outcome, Plan plan, List<String> arguments) {
        return List.of(
                "%s, `%s`"
                        .formatted(
                                LocalDate.now(Clock.systemUTC()), ("./bench " + String.join(" ", arguments)).strip()),
                outcome.machine().toString(),
                outcome.versions().toString(),
                "generator % is its share of the processor time that was used, others % what processes that have nothing to do with this took of the cores",
                "the load generator, six services, Redis, Kafka, MariaDB and the mailbox share these cores; %,d connections, one request in flight on each"
                        .formatted(plan.connections()),
                "rounds: %d, of %d s for each load, all loads in turn, after a warm-up; medians, with least and greatest in parentheses"
                        .formatted(plan.rounds(), plan.length().toSeconds()),
                "rate limits per user and per address are off (FIRSTCOME_RATE_FOLDED_PER_USER=0, FIRSTCOME_RATE_FOLDED_PER_ADDRESS=0), as all of it comes from one address",
                "ready after %.1f s, from the start of the first process to the first answer to an apply, by JVMs that %s"
                        .formatted(
                                outcome.ready().after().toMillis() / 1e3,
                                outcome.ready().trained() ? "remember a herd (`./bench train`)" : "remember nothing"));
    }
}
