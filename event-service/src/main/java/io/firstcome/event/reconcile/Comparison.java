package io.firstcome.event.reconcile;

import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.contracts.stock.HeldPage;
import io.firstcome.event.status.SettledClient;
import io.firstcome.event.stock.StockClient;
import io.firstcome.kit.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Goes through all claims of an event on both sides and finds those that only one has. It takes no snapshot; claims come and go while it reads. So a claim must be
 * old, nobody may be busy with it (the sweeper with those not published, or not released; notification-service with what is on the
 * log), and it is looked up once more at the end, on both sides.
 */
@Component
class Comparison {

    /** Claims of one call; both services take as many. */
    private static final int PAGE = 1_000;

    private static final Duration RETRY = Duration.ofSeconds(5);

    /** After so many on one side it goes no further: something is badly wrong, and who looks has enough to look at. */
    private static final int ENOUGH = 10_000;

    private final StockClient stock;
    private final SettledClient settled;
    private final LogProgress log;
    private final ReconcileProperties properties;
    private final Clock clock;

    Comparison(StockClient stock, SettledClient settled, LogProgress log, ReconcileProperties properties, Clock clock) {
        this.stock = stock;
        this.settled = settled;
        this.log = log;
        this.properties = properties;
        this.clock = clock;
    }

    /** Returns the claims that only one side has though nothing is under way with them. */
    List<OneSided> of(long eventId) {
        Instant latest = clock.instant().minus(properties.lookAgain());
        Set<Claim> suspects = settledOnly(eventId, latest);
        suspects.addAll(neverSettled(eventId, latest));
        return stillOneSided(eventId, List.copyOf(suspects));
    }

    private Set<Claim> neverSettled(long eventId, Instant latest) {
        Set<Claim> suspects = grantedOnly(eventId, latest);
        if (!suspects.isEmpty()) {
            suspects.removeAll(unpublished(eventId));
            suspects.removeAll(unreleased(eventId));
        }
        return suspects.isEmpty() || log.isSettledUpTo(log.end()) ? suspects : Set.of();
    }

    private Set<Claim> grantedOnly(long eventId, Instant latest) {
        Set<Claim> found = new HashSet<>();
        String cursor = HeldPage.FIRST;
        do {
            HeldPage page = stock.page(eventId, cursor, PAGE);
            List<Claim> old = page.claims().stream()
                    .filter(claim -> claim.grantedAt() < latest.toEpochMilli())
                    .map(Claim::of)
                    .toList();
            // A page may hold more than was asked for.
            for (List<Claim> part : parts(old)) {
                found.addAll(without(part, live(eventId, part)));
            }
            cursor = page.next();
        } while (!cursor.equals(HeldPage.FIRST) && found.size() < ENOUGH);
        return found;
    }

    private Set<Claim> settledOnly(long eventId, Instant latest) {
        Set<Claim> found = new HashSet<>();
        long afterRank = 0;
        List<SettledClaim> page;
        do {
            page = settled.page(eventId, afterRank, PAGE, false).claims();
            List<Claim> old = page.stream()
                    .filter(claim -> claim.settledAt().isBefore(latest))
                    .map(Claim::of)
                    .toList();
            found.addAll(without(old, held(eventId, old)));
            afterRank = page.isEmpty() ? afterRank : page.getLast().rank();
        } while (page.size() == PAGE && found.size() < ENOUGH);
        return found;
    }

    private List<OneSided> stillOneSided(long eventId, List<Claim> suspects) {
        List<OneSided> found = new ArrayList<>();
        for (List<Claim> part : parts(suspects)) {
            Set<Claim> held = held(eventId, part);
            Set<Claim> live = live(eventId, part);
            for (Claim claim : part) {
                if (held.contains(claim) != live.contains(claim)) {
                    found.add(claim.found(
                            held.contains(claim) ? OneSided.Found.GRANTED_ONLY : OneSided.Found.SETTLED_ONLY));
                }
            }
        }
        return found;
    }

    private Set<Claim> held(long eventId, List<Claim> claims) {
        if (claims.isEmpty()) {
            return Set.of();
        }
        List<HeldClaim> held = stock.find(eventId, users(claims)).claims();
        if (held == null) {
            throw ProblemException.tryAgain(
                    ProblemCode.UNAVAILABLE, RETRY, "The stock of event " + eventId + " is being rebuilt.", null);
        }
        return set(held.stream().map(Claim::of).toList());
    }

    private Set<Claim> live(long eventId, List<Claim> claims) {
        return claims.isEmpty()
                ? Set.of()
                : set(settled.find(eventId, users(claims)).claims().stream()
                        .map(Claim::of)
                        .toList());
    }

    private Set<Claim> unpublished(long eventId) {
        return set(stock.unpublished(eventId, 0, ENOUGH).claims().stream()
                .map(Claim::of)
                .toList());
    }

    private Set<Claim> unreleased(long eventId) {
        return set(settled.unreleased(ENOUGH).claims().stream()
                .filter(claim -> claim.eventId() == eventId)
                .map(claim -> new Claim(claim.user(), claim.rank(), claim.unit()))
                .toList());
    }

    private static UserIds users(List<Claim> claims) {
        return new UserIds(claims.stream().map(Claim::user).distinct().toList());
    }

    private static Set<Claim> without(Collection<Claim> claims, Set<Claim> others) {
        return claims.stream().filter(claim -> !others.contains(claim)).collect(Collectors.toSet());
    }

    private static Set<Claim> set(List<Claim> claims) {
        return new HashSet<>(claims);
    }

    private static List<List<Claim>> parts(List<Claim> claims) {
        List<List<Claim>> parts = new ArrayList<>();
        for (int from = 0; from < claims.size(); from += PAGE) {
            parts.add(claims.subList(from, Math.min(claims.size(), from + PAGE)));
        }
        return parts;
    }

    /** What both sides must have alike. */
    private record Claim(long user, long rank, long unit) {

        static Claim of(HeldClaim held) {
            return new Claim(held.user(), held.rank(), held.unit());
        }

        static Claim of(SettledClaim settled) {
            return new Claim(settled.user(), settled.rank(), settled.unit());
        }

        OneSided found(OneSided.Found where) {
            return new OneSided(user, rank, unit, where);
        }
    }
}
