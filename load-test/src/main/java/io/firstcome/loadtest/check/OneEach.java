package io.firstcome.loadtest.check;

import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.loadtest.crowd.Kind;
import java.util.Map;
import java.util.Set;

/** 2: never two live claims of one user. */
final class OneEach implements Check {

    @Override
    public Verdict check(Observations seen) {
        Map<Long, Set<Long>> promised = seen.promised();
        long repeats = seen.heard().stream()
                .filter(answer -> answer.kind() == Kind.REPEAT)
                .count();
        long users =
                seen.claims().stream().mapToLong(SettledClaim::user).distinct().count();

        Findings findings = new Findings();
        findings.require(
                users == seen.claims().size(),
                "%d settled claims belong to %d users",
                seen.claims().size(),
                users);
        promised.forEach(
                (user, ranks) -> findings.require(ranks.size() == 1, "user %d was told the ranks %s", user, ranks));
        return findings.verdict(
                "2 One each",
                "%,d settled claims of %,d users; %,d repeats told the same rank",
                seen.claims().size(),
                users,
                repeats);
    }
}
