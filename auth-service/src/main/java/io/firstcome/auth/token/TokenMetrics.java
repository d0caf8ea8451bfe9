package io.firstcome.auth.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Counts refreshes. For valid input, at rest:
 * {@code firstcome.auth.refresh.requests = firstcome.auth.refresh.outcomes{refreshed + reused + refused + failed}}.
 */
@Component
class TokenMetrics {

    /** How a refresh ended. */
    enum Outcome {
        REFRESHED,
        REUSED,
        REFUSED,
        FAILED
    }

    private final MeterRegistry meters;
    private final Counter requests;

    TokenMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.requests = meters.counter("firstcome.auth.refresh.requests");
        for (Outcome outcome : Outcome.values()) {
            counter(outcome);
        }
    }

    /** Runs a refresh and counts how it ends. */
    Refreshing counted(Supplier<Refreshing> refresh) {
        requests.increment();
        Outcome outcome = Outcome.FAILED;
        try {
            Refreshing result = refresh.get();
            outcome = switch (result) {
                case Refreshing.Refreshed refreshed -> Outcome.REFRESHED;
                case Refreshing.Reused reused -> Outcome.REUSED;
                case Refreshing.Refused refused -> Outcome.REFUSED;
            };
            return result;
        } finally {
            counter(outcome).increment();
        }
    }

    private Counter counter(Outcome outcome) {
        return meters.counter(
                "firstcome.auth.refresh.outcomes", "outcome", outcome.name().toLowerCase(Locale.ROOT));
    }
}
