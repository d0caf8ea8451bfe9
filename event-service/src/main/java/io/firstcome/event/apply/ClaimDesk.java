package io.firstcome.event.apply;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.ClaimName;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.contracts.stock.GrantBatches;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantOutcome.Granted;
import io.firstcome.contracts.stock.GrantOutcome.HeldAlready;
import io.firstcome.contracts.stock.GrantOutcome.SoldOut;
import io.firstcome.contracts.stock.GrantReply;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.event.apply.ApplyMetrics.Answer;
import io.firstcome.event.catalog.Event;
import io.firstcome.event.stock.StockClient;
import io.firstcome.kit.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Serves the applicants of open events: one grant for all, then the log, then an answer each. An accepting answer is
 * given only for a claim that is on the log; a grant whose publication failed stands, and the user's repeat or the
 * sweeper publishes it.
 */
@Component
class ClaimDesk {

    private static final Logger log = LoggerFactory.getLogger(ClaimDesk.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final StockClient stock;
    private final ClaimPublisher publisher;
    private final PublishedMarks marks;
    private final Answers answers;
    private final ApplyMetrics metrics;
    private final ApplyProperties properties;
    private final AtomicInteger failedInARow = new AtomicInteger();

    ClaimDesk(
            StockClient stock,
            ClaimPublisher publisher,
            PublishedMarks marks,
            Answers answers,
            ApplyMetrics metrics,
            ApplyProperties properties) {
        this.stock = stock;
        this.publisher = publisher;
        this.marks = marks;
        this.answers = answers;
        this.metrics = metrics;
        this.properties = properties;
    }

    /**
     * Writes an answer to each of the given places of {@code result}; never throws. Whatever the number of events, stock-service is
     * called once and the log is written to once.
     */
    void serve(Map<Event, List<Integer>> open, List<FoldedCall> calls, FoldedAnswer[] result) {
        List<Decision> decisions = new ArrayList<>(open.size());
        open.forEach((event, places) -> decisions.add(
                new Decision(event, places.stream().map(calls::get).toList())));
        try {
            if (publisher.isAvailable()) {
                long asked = System.nanoTime();
                grant(decisions);
                publish(decisions, asked);
                tellEndOfFailures();
            }
        } catch (RuntimeException e) {
            decisions.forEach(Decision::forget);
            // Hundreds of batches a second may fail as the first did.
            if (failedInARow.getAndIncrement() == 0) {
                log.warn("Applicants of {} events could not be served", decisions.size(), e);
            }
        }
        for (Decision decision : decisions) {
            List<FoldedAnswer> served = answers(decision);
            List<Integer> places = open.get(decision.event);
            for (int i = 0; i < served.size(); i++) {
                result[places.get(i)] = served.get(i);
            }
        }
    }

    private void tellEndOfFailures() {
        int failed = failedInARow.get();
        if (failed > 0 && failedInARow.compareAndSet(failed, 0)) {
            log.warn("Applicants are served again, after {} failed batches", failed);
        }
    }

    private void grant(List<Decision> decisions) {
        List<GrantBatch> batches = new ArrayList<>(decisions.size());
        int marksLeft = properties.maxBatch();
        for (Decision decision : decisions) {
            List<ClaimName> published = marks.take(decision.event.id(), marksLeft);
            marksLeft -= published.size();
            batches.add(new GrantBatch(
                    decision.event.id(),
                    decision.calls.stream()
                            .map(call -> new Applicant(call.user(), call.language()))
                            .toList(),
                    published));
        }
        try {
            List<GrantReply> replies = stock.grant(new GrantBatches(batches)).replies();
            for (int i = 0; i < decisions.size(); i++) {
                decisions.get(i).take(replies.get(i).outcomes());
            }
        } catch (RuntimeException e) {
            batches.forEach(batch -> marks.giveBack(batch.eventId(), batch.published()));
            throw e;
        }
    }

    private void publish(List<Decision> decisions, long asked) {
        List<ClaimPublisher.Claims> toPublish = new ArrayList<>(decisions.size());
        for (Decision decision : decisions) {
            toPublish.add(new ClaimPublisher.Claims(decision.event, decision.unpublished(), decision.traces()));
        }
        List<List<HeldClaim>> published = publisher.publish(toPublish, asked);
        for (int i = 0; i < decisions.size(); i++) {
            decisions.get(i).publishedAre(published.get(i));
        }
    }

    private List<FoldedAnswer> answers(Decision decision) {
        Event event = decision.event;
        Map<Language, FoldedAnswer> soldOut = new EnumMap<>(Language.class);
        List<FoldedAnswer> result = new ArrayList<>(decision.calls.size());
        for (int i = 0; i < decision.calls.size(); i++) {
            FoldedCall call = decision.calls.get(i);
            result.add(
                    switch (decision.outcome(i)) {
                        case null -> unavailable(decision, call);
                        case Granted granted ->
                            decision.onLog.contains(call.user())
                                    ? accepted(decision, granted.claim(), 202, Answer.ACCEPTED)
                                    : unavailable(decision, call);
                        case HeldAlready held ->
                            held.published() || decision.onLog.contains(call.user())
                                    ? accepted(decision, held.claim(), 200, Answer.REPEAT)
                                    : unavailable(decision, call);
                        case SoldOut none -> {
                            decision.answered(Answer.SOLD_OUT);
                            yield soldOut.computeIfAbsent(call.language(), language -> soldOut(event, language));
                        }
                    });
        }
        decision.answers.forEach((answer, times) -> metrics.answered(event, answer, answer.name(), times));
        return result;
    }

    private FoldedAnswer accepted(Decision decision, HeldClaim claim, int status, Answer answer) {
        decision.answered(answer);
        Event event = decision.event;
        return answers.of(
                status,
                new Accepted(event.id(), claim),
                Map.of(HttpHeaders.LOCATION, "/api/event/status?eventId=" + event.id()));
    }

    private FoldedAnswer soldOut(Event event, Language language) {
        return answers.of(
                ProblemException.of(ProblemCode.SOLD_OUT, null).with("eventId", event.id()),
                language,
                event.edge(properties.edgeFor().toMillis()));
    }

    private FoldedAnswer unavailable(Decision decision, FoldedCall call) {
        decision.answered(Answer.UNAVAILABLE);
        return answers.of(
                ProblemException.tryAgain(
                        ProblemCode.UNAVAILABLE,
                        RETRY,
                        "If you were granted a unit, GET /api/event/status tells it; so does a repeat, until the event is sold out.",
                        null),
                call.language());
    }

    /** What is known of one event's applicants of this batch. */
    private static final class Decision {
        private final Event event;
        private final List<FoldedCall> calls;
        private final Set<Long> onLog = new HashSet<>();
        private final Map<Answer, Integer> answers = new EnumMap<>(Answer.class);
        private List<GrantOutcome> outcomes;

        Decision(Event event, List<FoldedCall> calls) {
            this.event = event;
            this.calls = calls;
        }

        /** Takes the outcomes; null when the event's stock is lost. */
        void take(List<GrantOutcome> decided) {
            if (decided != null && decided.size() != calls.size()) {
                throw new IllegalStateException(
                        "stock-service gave " + decided.size() + " outcomes for " + calls.size());
            }
            outcomes = decided;
        }

        /** Counts an answer, to be added to the others once for the batch. */
        void answered(Answer answer) {
            answers.merge(answer, 1, Integer::sum);
        }

        /** Nothing can be told to anyone. */
        void forget() {
            outcomes = null;
        }

        /** Returns the outcome at a place, or null when there is none. */
        GrantOutcome outcome(int place) {
            return outcomes == null ? null : outcomes.get(place);
        }

        /** Returns the claims that must be on the log before their holders are told; each once. */
        Collection<HeldClaim> unpublished() {
            if (outcomes == null) {
                return List.of();
            }
            Map<Long, HeldClaim> claims = new LinkedHashMap<>();
            for (GrantOutcome outcome : outcomes) {
                switch (outcome) {
                    case Granted granted -> claims.put(granted.claim().user(), granted.claim());
                    case HeldAlready held -> {
                        if (!held.published()) {
                            claims.put(held.claim().user(), held.claim());
                        }
                    }
                    case SoldOut none -> {}
                }
            }
            return claims.values();
        }

        /** Returns the traces of those whose requests are traced, by user. */
        Map<Long, String> traces() {
            Map<Long, String> traces = Map.of();
            for (FoldedCall call : calls) {
                if (call.trace() != null) {
                    traces = traces.isEmpty() ? new HashMap<>() : traces;
                    traces.put(call.user(), call.trace());
                }
            }
            return traces;
        }

        void publishedAre(List<HeldClaim> published) {
            published.forEach(claim -> onLog.add(claim.user()));
        }
    }
}
