package io.firstcome.loadtest.check;

import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.loadtest.crowd.Heard;
import io.firstcome.loadtest.crowd.Kind;
import io.firstcome.loadtest.crowd.Opening;
import io.firstcome.loadtest.crowd.Wave;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * 5: nobody is told "sold out" while there are units, nor "not open" when it is open, nor anything but 503 with
 * Retry-After (or 429) when the suite could not decide.
 */
final class NoLie implements Check {

    /** Grants are stamped by the suite's clock, answers by ours, and both are read a moment late. */
    private static final Duration CLOCKS_AGREE_WITHIN = Duration.ofMillis(250);

    private static final int SHOWN = 3;

    @Override
    public Verdict check(Observations seen) {
        List<Heard> soldOut = of(Kind.SOLD_OUT, seen);
        long unclaimed = seen.scene().quantity() - seen.stock().granted();
        List<Heard> odd = seen.heard().stream()
                .filter(answer -> answer.kind() != Kind.NO_ANSWER && answer.oddity() != null)
                .toList();
        long tooLong = of(Kind.NOT_OPEN, seen).stream()
                .filter(answer -> answer.wave() != Wave.EARLY && sentAfterGrace(answer, seen))
                .count();
        long early = soldOutTooEarly(soldOut, seen);

        Findings findings = new Findings();
        findings.require(
                soldOut.isEmpty() || unclaimed <= 0,
                "%d were told SOLD_OUT, and %d units are left",
                soldOut.size(),
                unclaimed);
        findings.require(early == 0, "%d were told SOLD_OUT before the last unit was granted", early);
        findings.require(tooLong == 0, "%d were told NOT_OPEN after the opening", tooLong);
        findings.require(odd.isEmpty(), "%d answers that no user should see", odd.size());
        odd.stream().limit(SHOWN).forEach(answer -> findings.require(false, "  %s", answer.oddity()));
        return findings.verdict(
                "5 No lie",
                "%,d told sold out with %,d units left; %,d told to try again; %,d odd answers",
                soldOut.size(),
                unclaimed,
                of(Kind.BUSY, seen).size() + of(Kind.LIMITED, seen).size(),
                odd.size());
    }

    private static long soldOutTooEarly(List<Heard> soldOut, Observations seen) {
        Opening opening = seen.scene().opening();
        return seen.claims().stream()
                .map(SettledClaim::grantedAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .map(last -> last.minus(CLOCKS_AGREE_WITHIN))
                .map(last -> soldOut.stream()
                        .filter(answer -> opening.instantOf(answer.timing().answeredNanos())
                                .isBefore(last))
                        .count())
                .orElse(0L);
    }

    private static boolean sentAfterGrace(Heard answer, Observations seen) {
        return seen.scene().opening().until(answer.timing().sentNanos()).compareTo(Opening.GRACE) >= 0;
    }

    private static List<Heard> of(Kind kind, Observations seen) {
        return seen.heard().stream().filter(answer -> answer.kind() == kind).toList();
    }
}
