package io.firstcome.event.status;

import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.event.apply.Answers;
import io.firstcome.event.apply.EventChoice;
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
import org.springframework.stereotype.Component;

/**
 * Tells users where they stand: from MySQL when it is settled, else from Redis. With notification-service away a claim
 * shows as accepted; with stock-service away a settled one still shows. What neither can tell is 503, never "none".
 */
@Component
class Statuses {

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final EventCatalog catalog;
    private final SettledClient settled;
    private final StockClient stock;
    private final Answers answers;

    Statuses(EventCatalog catalog, SettledClient settled, StockClient stock, Answers answers) {
        this.catalog = catalog;
        this.settled = settled;
        this.stock = stock;
        this.answers = answers;
    }

    /** Answers each call, at its place. */
    List<FoldedAnswer> answer(List<FoldedCall> calls) {
        long asked = System.nanoTime();
        FoldedAnswer[] result = new FoldedAnswer[calls.size()];
        Map<Long, List<Integer>> byEvent = new LinkedHashMap<>();
        for (int i = 0; i < result.length; i++) {
            FoldedCall call = calls.get(i);
            try {
                long eventId = catalog.require(EventChoice.of(call, answers.reader()), asked)
                        .id();
                byEvent.computeIfAbsent(eventId, id -> new ArrayList<>()).add(i);
            } catch (ProblemException problem) {
                result[i] = answers.of(problem, call.language());
            }
        }
        SideBySide.serve(byEvent, (eventId, places) -> {
            List<Long> users = places.stream()
                    .map(place -> calls.get(place).user())
                    .distinct()
                    .toList();
            Map<Long, ClaimStatus> known = look(eventId, users);
            for (int place : places) {
                FoldedCall call = calls.get(place);
                ClaimStatus status = known.get(call.user());
                result[place] = status == null ? unknown(call) : answers.of(200, status, null);
            }
        });
        return List.of(result);
    }

    /** Returns the status of each user that can be told. */
    private Map<Long, ClaimStatus> look(long eventId, List<Long> users) {
        Map<Long, ClaimStatus> known = new HashMap<>();
        settledClaims(eventId, users)
                .ifPresent(claims -> claims.forEach(claim -> known.put(claim.user(), ClaimStatus.of(eventId, claim))));
        List<Long> rest =
                users.stream().filter(user -> !known.containsKey(user)).toList();
        if (!rest.isEmpty()) {
            // Redis knows every claim, settled or not: who is not there has none.
            heldClaims(eventId, rest).ifPresent(claims -> {
                rest.forEach(user -> known.put(user, ClaimStatus.none(eventId)));
                claims.forEach(claim -> known.put(claim.user(), ClaimStatus.of(eventId, claim)));
            });
        }
        return known;
    }

    private Optional<List<SettledClaim>> settledClaims(long eventId, List<Long> users) {
        try {
            return Optional.of(settled.find(eventId, new UserIds(users)).claims());
        } catch (ServiceUnavailable e) {
            return Optional.empty();
        }
    }

    private Optional<List<HeldClaim>> heldClaims(long eventId, List<Long> users) {
        try {
            return Optional.of(stock.find(eventId, new UserIds(users)).claims());
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
