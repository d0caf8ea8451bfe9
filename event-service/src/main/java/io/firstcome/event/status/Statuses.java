package io.firstcome.event.status;

import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.stock.FoundClaims;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.event.apply.Answers;
import io.firstcome.event.apply.ClaimPublisher;
import io.firstcome.event.apply.EventChoice;
import io.firstcome.event.catalog.Event;
import io.firstcome.event.catalog.EventCatalog;
import io.firstcome.event.stock.StockClient;
import io.firstcome.kit.feign.ServiceUnavailable;
import io.firstcome.kit.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Tells users where they stand: from MySQL when it is settled, else from Redis. With notification-service away a claim
 * shows as accepted; with stock-service away a settled one still shows. What neither can tell is 503, never "none". Nor is a rank told
 * that could still be lost: a claim that is not known to be on the log is published before, as it is for a user who applies again.
 */
@Component
class Statuses {

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final EventCatalog catalog;
    private final SettledClient settled;
    private final StockClient stock;
    private final ClaimPublisher publisher;
    private final Answers answers;

    Statuses(
            EventCatalog catalog, SettledClient settled, StockClient stock, ClaimPublisher publisher, Answers answers) {
        this.catalog = catalog;
        this.settled = settled;
        this.stock = stock;
        this.publisher = publisher;
        this.answers = answers;
    }

    /** Answers each call, at its place. */
    List<FoldedAnswer> answer(List<FoldedCall> calls) {
        long asked = System.nanoTime();
        FoldedAnswer[] result = new FoldedAnswer[calls.size()];
        Map<Event, List<Integer>> byEvent = new LinkedHashMap<>();
        for (int i = 0; i < result.length; i++) {
            FoldedCall call = calls.get(i);
            try {
                Event event = catalog.require(EventChoice.of(call, answers.reader()), asked);
                byEvent.computeIfAbsent(event, e -> new ArrayList<>()).add(i);
            } catch (ProblemException problem) {
                result[i] = answers.of(problem, call.language());
            }
        }
        SideBySide.serve(byEvent, (event, places) -> {
            List<Long> users = places.stream()
                    .map(place -> calls.get(place).user())
                    .distinct()
                    .toList();
            Map<Long, ClaimStatus> known = look(event, users);
            for (int place : places) {
                FoldedCall call = calls.get(place);
                ClaimStatus status = known.get(call.user());
                result[place] = status == null ? unknown(call) : answers.of(200, status, null);
            }
        });
        return List.of(result);
    }

    /** Returns the status of each user that can be told. */
    private Map<Long, ClaimStatus> look(Event event, List<Long> users) {
        Map<Long, ClaimStatus> known = new HashMap<>();
        settledClaims(event.id(), users)
                .ifPresent(claims ->
                        claims.forEach(claim -> known.put(claim.user(), ClaimStatus.of(event.id(), claim))));
        List<Long> rest =
                users.stream().filter(user -> !known.containsKey(user)).toList();
        if (!rest.isEmpty()) {
            long asked = System.nanoTime();
            heldClaims(event.id(), rest).ifPresent(found -> {
                // Redis knows every claim, settled or not: who is not there has none.
                rest.forEach(user -> known.put(user, ClaimStatus.none(event.id())));
                found.unpublished().forEach(known::remove);
                onLog(event, found, asked).forEach(claim -> known.put(claim.user(), ClaimStatus.of(event.id(), claim)));
            });
        }
        return known;
    }

    /** Returns the claims that are on the log, those included that it puts there. */
    private List<HeldClaim> onLog(Event event, FoundClaims found, long asked) {
        if (found.unpublished().isEmpty()) {
            return found.claims();
        }
        Set<Long> unpublished = Set.copyOf(found.unpublished());
        Map<Boolean, List<HeldClaim>> claims =
                found.claims().stream().collect(Collectors.partitioningBy(claim -> unpublished.contains(claim.user())));
        List<HeldClaim> onLog = new ArrayList<>(claims.get(false));
        onLog.addAll(publisher.publish(event, claims.get(true), asked));
        return onLog;
    }

    private Optional<List<SettledClaim>> settledClaims(long eventId, List<Long> users) {
        try {
            return Optional.of(settled.find(eventId, new UserIds(users)).claims());
        } catch (ServiceUnavailable e) {
            return Optional.empty();
        }
    }

    private Optional<FoundClaims> heldClaims(long eventId, List<Long> users) {
        try {
            return Optional.of(stock.find(eventId, new UserIds(users))).filter(found -> found.claims() != null);
        } catch (ServiceUnavailable e) {
            return Optional.empty();
        }
    }

    private FoldedAnswer unknown(FoldedCall call) {
        return answers.of(
                ProblemException.tryAgain(
                        ProblemCode.UNAVAILABLE, RETRY, "Your status cannot be told at present.", null),
                call.language());
    }
}
