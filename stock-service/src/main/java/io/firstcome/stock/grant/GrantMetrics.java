package io.firstcome.stock.grant;

import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantReply;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * What became of applicants. Always: {@code stock.applicants = stock.outcomes{granted} + {held} + {sold_out} + {failed}}.
 * {@code stock.grant} is the time of one batch at the ledger, {@code stock.batch} the number of its applicants, {@code stock.released} counts
 * claims taken back.
 */
@Component
final class GrantMetrics {

    private final Counter applicants;
    private final Counter granted;
    private final Counter held;
    private final Counter soldOut;
    private final Counter failed;
    private final Counter released;
    private final Timer time;
    private final DistributionSummary batch;

    GrantMetrics(MeterRegistry registry) {
        applicants = registry.counter("stock.applicants");
        granted = registry.counter("stock.outcomes", "outcome", "granted");
        held = registry.counter("stock.outcomes", "outcome", "held");
        soldOut = registry.counter("stock.outcomes", "outcome", "sold_out");
        failed = registry.counter("stock.outcomes", "outcome", "failed");
        released = registry.counter("stock.released");
        time = registry.timer("stock.grant");
        batch = registry.summary("stock.batch");
    }

    void released(int claims) {
        released.increment(claims);
    }

    /** Runs a grant for so many applicants and counts what came of it. */
    List<GrantReply> count(int size, Supplier<List<GrantReply>> grant) {
        applicants.increment(size);
        batch.record(size);
        List<GrantReply> replies;
        try {
            replies = time.record(grant);
        } catch (RuntimeException e) {
            failed.increment(size);
            throw e;
        }
        int grants = 0;
        int repeats = 0;
        int losers = 0;
        for (GrantReply reply : replies) {
            if (reply.outcomes() == null) {
                continue;
            }
            for (GrantOutcome outcome : reply.outcomes()) {
                switch (outcome) {
                    case GrantOutcome.Granted g -> grants++;
                    case GrantOutcome.HeldAlready h -> repeats++;
                    case GrantOutcome.SoldOut s -> losers++;
                }
            }
        }
        granted.increment(grants);
        held.increment(repeats);
        soldOut.increment(losers);
        failed.increment(size - grants - repeats - losers);
        return replies;
    }
}
