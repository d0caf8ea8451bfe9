package io.firstcome.loadtest.check;

import io.firstcome.contracts.settle.SettledClaim;

/** 1: never more live claims than quantity; every unit is one of the stock's and has one owner. */
final class NoOversell implements Check {

    @Override
    public Verdict check(Observations seen) {
        long quantity = seen.scene().quantity();
        long granted = seen.stock().granted();
        int promised = seen.promised().size();
        int settled = seen.claims().size();
        long units =
                seen.claims().stream().mapToLong(SettledClaim::unit).distinct().count();
        long foreign = seen.claims().stream()
                .filter(claim -> claim.unit() < 1 || claim.unit() > quantity)
                .count();

        Findings findings = new Findings();
        findings.require(
                seen.stock().quantity() == quantity,
                "the stock says it has %d units",
                seen.stock().quantity());
        findings.require(granted <= quantity, "%d units granted of %d", granted, quantity);
        findings.require(promised <= quantity, "%d users were promised one of %d units", promised, quantity);
        findings.require(settled <= quantity, "%d claims settled for %d units", settled, quantity);
        findings.require(units == settled, "%d settled claims share %d units", settled, units);
        findings.require(foreign == 0, "%d settled claims have a unit that is not one of 1..%d", foreign, quantity);
        return findings.verdict(
                "1 No oversell",
                "granted %,d, promised %,d, settled %,d of %,d; %,d different units",
                granted,
                promised,
                settled,
                quantity,
                units);
    }
}
