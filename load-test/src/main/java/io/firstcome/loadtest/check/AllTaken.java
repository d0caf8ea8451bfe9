package io.firstcome.loadtest.check;

/** Not an invariant but the point of a rehearsal: exactly as many winners as there can be. */
final class AllTaken implements Check {

    @Override
    public Verdict check(Observations seen) {
        long expected = seen.scene().winners();
        long granted = seen.stock().granted();
        int settled = seen.claims().size();
        Findings findings = new Findings();
        findings.require(granted == expected, "%d units granted, there should be %d", granted, expected);
        findings.require(settled == expected, "%d claims settled, there should be %d", settled, expected);
        return findings.verdict("  Every unit is taken", "%,d winners, expected %,d", settled, expected);
    }
}
