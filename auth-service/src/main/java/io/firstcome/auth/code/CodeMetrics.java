package io.firstcome.auth.code;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Counts logins. For valid input, at rest:
 *
 * <pre>
 * firstcome.auth.codes.requests  = firstcome.auth.codes.outcomes{sent + cooling_down + hour_used_up + client_limited + mail_failed + failed}
 * firstcome.auth.checks.requests = firstcome.auth.checks.outcomes{right + wrong + no_code + client_limited + failed}
 * </pre>
 *
 * {@code wrong} are the guesses that were looked at; {@code failed} are answers of 503 because a store was away.
 */
@Component
class CodeMetrics {

    /** How the wish for a code ended. */
    enum Send {
        SENT,
        COOLING_DOWN,
        HOUR_USED_UP,
        CLIENT_LIMITED,
        MAIL_FAILED,
        FAILED
    }

    /** How a guess ended. */
    enum Check {
        RIGHT,
        WRONG,
        NO_CODE,
        CLIENT_LIMITED,
        FAILED
    }

    private final MeterRegistry meters;
    private final Counter sends;
    private final Counter checks;

    CodeMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.sends = meters.counter("firstcome.auth.codes.requests");
        this.checks = meters.counter("firstcome.auth.checks.requests");
        for (Send outcome : Send.values()) {
            outcome("codes", outcome);
        }
        for (Check outcome : Check.values()) {
            outcome("checks", outcome);
        }
    }

    void sendRequested() {
        sends.increment();
    }

    void ended(Send outcome) {
        outcome("codes", outcome).increment();
    }

    void checkRequested() {
        checks.increment();
    }

    void ended(Check outcome) {
        outcome("checks", outcome).increment();
    }

    private Counter outcome(String of, Enum<?> outcome) {
        return meters.counter(
                "firstcome.auth." + of + ".outcomes", "outcome", outcome.name().toLowerCase(Locale.ROOT));
    }
}
