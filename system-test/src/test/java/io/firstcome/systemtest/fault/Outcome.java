package io.firstcome.systemtest.fault;

import io.firstcome.contracts.settle.MailState;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.stock.StockLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is left after a fault, held against what the crowd was told.
 *
 * @param scene     what was done
 * @param told      all that anybody was told
 * @param left      what was left when it was quiet
 * @param recovered from the part's return until the first apply was served; empty when none was
 */
record Outcome(Scene scene, List<Told> told, Left left, Optional<Duration> recovered) {

    /** Beyond the five seconds there is a little for the machine, which does all of it at once. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(5_500);

    private static final Duration SERVED_AGAIN_WITHIN = Duration.ofSeconds(5);

    /**
     * What was done.
     *
     * @param units    how many there were
     * @param begun    the moment before it was done
     * @param returned the moment of the part's return
     */
    record Scene(Fault fault, long seed, long units, Instant begun, Instant returned) {}

    /**
     * What was left.
     *
     * @param quiet      whether all was published, settled and mailed in the end
     * @param quietAfter from the part's return until it was, or until nobody waited any longer
     * @param stock      as Redis has it
     * @param claims     as MySQL has them
     * @param conflicts  claims that MySQL refused because somebody had the user's place, the unit or the rank
     * @param mailed     how many different people have a mail
     */
    record Left(
            boolean quiet,
            Duration quietAfter,
            StockLevel stock,
            List<SettledClaim> claims,
            long conflicts,
            int mailed) {}

    /** Users who were told a rank, by 202 or by the 200 of a repeat. */
    long promised() {
        return told.stream().filter(Told::promised).map(Told::user).distinct().count();
    }

    /** Units given beyond the quantity. */
    long oversold() {
        long beyond = left.claims.stream()
                .filter(claim -> claim.unit() < 1 || claim.unit() > scene.units)
                .count();
        return Math.max(beyond, Math.max(0, left.claims.size() - scene.units));
    }

    /** Users, units and ranks that two claims have, and claims that were refused for that; and ranks told to two users. */
    long twice() {
        Map<Long, Long> owners = new HashMap<>();
        long ranks = told.stream()
                .filter(Told::promised)
                .filter(each -> {
                    Long owner = owners.putIfAbsent(each.rank(), each.user());
                    return owner != null && owner != each.user();
                })
                .map(Told::rank)
                .distinct()
                .count();
        return left.conflicts
                + ranks
                + repeated(SettledClaim::user)
                + repeated(SettledClaim::unit)
                + repeated(SettledClaim::rank);
    }

    private long repeated(Function<SettledClaim, Long> what) {
        return left.claims.size() - left.claims.stream().map(what).distinct().count();
    }

    /** Users who were told a rank and have no claim. */
    long lost() {
        Map<Long, Long> ranks = settledRanks();
        return told.stream()
                .filter(each -> each.promised() && !ranks.containsKey(each.user()))
                .map(Told::user)
                .distinct()
                .count();
    }

    /** Users who were told another rank than their claim has. */
    long otherwise() {
        Map<Long, Long> ranks = settledRanks();
        return told.stream()
                .filter(each -> each.promised() && ranks.containsKey(each.user()))
                .filter(each -> ranks.get(each.user()) != each.rank())
                .map(Told::user)
                .distinct()
                .count();
    }

    private Map<Long, Long> settledRanks() {
        return left.claims.stream()
                .collect(Collectors.toMap(SettledClaim::user, SettledClaim::rank, (one, two) -> one));
    }

    /** Who was told "sold out" before the last unit was given. */
    long lies() {
        Instant soldOut = left.claims.size() < scene.units
                ? Instant.MAX
                : left.claims.stream()
                        .map(SettledClaim::grantedAt)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        return told.stream()
                .filter(each -> each.soldOut() && each.heard().isBefore(soldOut))
                .count();
    }

    long sent() {
        return left.claims.stream()
                .filter(claim -> claim.mail() == MailState.SENT)
                .count();
    }

    Duration slowest() {
        return slowestOne().took();
    }

    private Told slowestOne() {
        return told.stream().max(Comparator.comparing(Told::took)).orElseThrow();
    }

    /** Applies of the time between that were not served: put off, or not answered. */
    long missed() {
        return told.stream()
                .filter(each -> !each.served()
                        && each.heard().isAfter(scene.begun)
                        && each.asked().isBefore(scene.returned))
                .count();
    }

    /** From the part's return until the last was put off. */
    Duration lastPutOff() {
        return told.stream()
                .filter(each -> each.putOff() && each.heard().isAfter(scene.returned))
                .map(each -> Duration.between(scene.returned, each.heard()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Returns what should not be, whatever the machine is like; empty when every promise was kept. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        require(violations, left.quiet, "not quiet %d s after the return", left.quietAfter.toSeconds());
        require(violations, oversold() == 0, "%d oversold", oversold());
        require(violations, twice() == 0, "%d twice", twice());
        require(violations, lost() == 0, "%d lost", lost());
        require(violations, otherwise() == 0, "%d were told another rank than they have", otherwise());
        require(violations, lies() == 0, "%d were told 'sold out' while there were units", lies());
        require(
                violations,
                left.claims.size() == scene.units && left.stock.granted() == scene.units,
                "%d of %d units settled, %d granted",
                left.claims.size(),
                scene.units,
                left.stock.granted());
        long last = left.claims.stream().mapToLong(SettledClaim::rank).max().orElse(0);
        require(violations, last == left.claims.size(), "the last rank of %d is %d", left.claims.size(), last);
        require(
                violations,
                sent() == left.claims.size() && left.mailed == left.claims.size(),
                "of %d claims %d mails are sent, %d people have one",
                left.claims.size(),
                sent(),
                left.mailed);
        require(violations, recovered.isPresent(), "not served again");
        // A fault that nobody meets, for it went by a way that nobody takes, would prove nothing.
        require(
                violations,
                missed() > 0 || !scene.fault.stopsApplies(),
                "nobody was put off meanwhile: was anything broken?");
        odd().ifPresent(each -> violations.add("somebody was told " + each.status() + " " + each.what()));
        return violations;
    }

    /** Returns what took too long on a machine that has nothing else to do. */
    List<String> delays() {
        List<String> delays = new ArrayList<>();
        require(
                delays,
                recovered.isPresent() && recovered.get().compareTo(SERVED_AGAIN_WITHIN) <= 0,
                "served again after %s",
                recovered.map(Object::toString).orElse("never"));
        if (!scene.fault.atDoor()) {
            Told last = slowestOne();
            require(
                    delays,
                    last.took().compareTo(LONGEST_WAIT) <= 0,
                    "somebody waited %s for %d %s, asked %s before the return",
                    last.took(),
                    last.status(),
                    last.what(),
                    Duration.between(last.asked(), scene.returned));
            long unheard = told.stream().filter(each -> each.status() == 0).count();
            require(delays, unheard == 0, "%d had no answer", unheard);
        }
        return delays;
    }

    /** What nobody should be told, whatever is broken. */
    private Optional<Told> odd() {
        return told.stream()
                .filter(each -> each.status() != 0)
                .filter(each -> !(each.promised() && each.what().matches("[1-9]\\d*"))
                        && !each.soldOut()
                        && !(each.putOff() && each.what().matches("[A-Z_]+")))
                .findFirst();
    }

    private static void require(List<String> violations, boolean holds, String violation, Object... values) {
        if (!holds) {
            violations.add(violation.formatted(values));
        }
    }
}
