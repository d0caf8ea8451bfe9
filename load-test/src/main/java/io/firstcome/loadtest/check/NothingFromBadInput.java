package io.firstcome.loadtest.check;

import io.firstcome.loadtest.crowd.Heard;
import io.firstcome.loadtest.crowd.Kind;
import io.firstcome.loadtest.crowd.Wave;
import java.util.List;

/** 6: bad input gets the right problem and changes nothing; so does an apply before the opening. */
final class NothingFromBadInput implements Check {

    @Override
    public Verdict check(Observations seen) {
        List<Heard> early = seen.heard().stream()
                .filter(answer -> answer.wave() == Wave.EARLY)
                // What was answered after the opening may have been decided after it.
                .filter(answer -> seen.scene()
                        .opening()
                        .until(answer.timing().answeredNanos())
                        .isNegative())
                .toList();
        long notOpen =
                early.stream().filter(answer -> answer.kind() == Kind.NOT_OPEN).count();
        long decided = early.stream().filter(answer -> answer.kind().decides()).count();
        List<String> faults = seen.around().badInput().faults();

        Findings findings = new Findings();
        faults.forEach(fault -> findings.require(false, "%s", fault));
        findings.require(decided == 0, "%d applies were decided before the opening", decided);
        return findings.verdict(
                "6 Nothing from bad input",
                "%,d bad requests, %,d not refused as they should be; %,d early birds told NOT_OPEN",
                seen.around().badInput().sent(),
                faults.size(),
                notOpen);
    }
}
