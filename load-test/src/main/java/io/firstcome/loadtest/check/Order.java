package io.firstcome.loadtest.check;

import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.loadtest.suite.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** 4: ranks are dense and in the order of the grants, and everybody is told the rank that is in MySQL. */
final class Order implements Check {

    /** Several instances may stamp their grants, each by its own clock and before Redis orders them. */
    private static final Duration CLOCKS_AGREE_WITHIN = Duration.ofMillis(250);

    @Override
    public Verdict check(Observations seen) {
        List<Long> ranks =
                seen.claims().stream().map(SettledClaim::rank).sorted().toList();
        List<Long> dense = LongStream.rangeClosed(1, ranks.size()).boxed().toList();
        Map<Long, Long> rankOf =
                seen.claims().stream().collect(Collectors.toMap(SettledClaim::user, SettledClaim::rank, Math::min));

        Findings findings = new Findings();
        findings.require(
                ranks.equals(dense),
                "the ranks are not 1..%d: %d different, from %s to %s",
                ranks.size(),
                Set.copyOf(ranks).size(),
                ranks.isEmpty() ? "-" : ranks.getFirst(),
                ranks.isEmpty() ? "-" : ranks.getLast());
        long late = outOfOrder(seen.claims());
        findings.require(late == 0, "%d claims were granted before one with a lower rank", late);
        seen.promised()
                .forEach((user, told) -> told.forEach(rank -> findings.require(
                        !rankOf.containsKey(user) || rank.equals(rankOf.get(user)),
                        "user %d was told rank %d, MySQL has %s",
                        user,
                        rank,
                        rankOf.get(user))));
        seen.around().asked().forEach(user -> checkStatus(user, seen.statuses().get(user), rankOf::get, findings));
        return findings.verdict(
                "4 Order",
                "ranks 1..%,d; %,d told ranks and %,d statuses compared",
                ranks.size(),
                seen.promised().values().stream().mapToLong(Set::size).sum(),
                seen.statuses().size());
    }

    private static void checkStatus(Long user, Told told, Function<Long, Long> rankOf, Findings findings) {
        Long rank = rankOf.apply(user);
        if (told == null) {
            findings.require(false, "user %d got no status", user);
        } else if (rank == null) {
            findings.require(
                    Told.NONE.equals(told.status()), "user %d has no claim, its status says %s", user, told.status());
        } else {
            findings.require(
                    "CONFIRMED".equals(told.status()) && told.rank() == rank,
                    "user %d has the settled rank %d, its status says %s, rank %d",
                    user,
                    rank,
                    told.status(),
                    told.rank());
        }
    }

    /** Counts the claims that were granted clearly before one with a lower rank. */
    private static long outOfOrder(List<SettledClaim> claims) {
        List<SettledClaim> byRank = claims.stream()
                .filter(claim -> claim.grantedAt() != null)
                .sorted(Comparator.comparingLong(SettledClaim::rank))
                .toList();
        long count = 0;
        Instant latest = Instant.MIN;
        for (SettledClaim claim : byRank) {
            if (claim.grantedAt().plus(CLOCKS_AGREE_WITHIN).isBefore(latest)) {
                count++;
            }
            latest = claim.grantedAt().isAfter(latest) ? claim.grantedAt() : latest;
        }
        return count;
    }
}
