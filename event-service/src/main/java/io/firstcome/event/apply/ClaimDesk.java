package io.firstcome.event.apply;

import io.firstcome.contracts.Language;
import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.stock.Applicant;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.contracts.stock.GrantOutcome;
import io.firstcome.contracts.stock.GrantOutcome.Granted;
import io.firstcome.contracts.stock.GrantOutcome.HeldAlready;
import io.firstcome.contracts.stock.GrantOutcome.SoldOut;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.event.apply.ApplyMetrics.Answer;
import io.firstcome.event.catalog.Event;
import io.firstcome.event.stock.StockClient;
import io.firstcome.kit.problem.ProblemException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Serves the applicants of one open event: one grant for all, then the log, then an answer each. An accepting answer is
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

    /** Writes an answer to each of the given places of {@code result}; never throws. */
    void serve(Event event, List<Integer> places, List<FoldedCall> calls, FoldedAnswer[] result) {
        List<FoldedCall> mine = places.stream().map(calls::get).toList();
        List<FoldedAnswer> served;
        try {
            served = publisher.isAvailable()
                    ? decide(event, mine)
                    : mine.stream().map(this::unavailable).toList();
        } catch (RuntimeException e) {
            log.warn("{} applicants of event {} could not be served", mine.size(), event.id(), e);
            served = mine.stream().map(this::unavailable).toList();
        }
        for (int i = 0; i < served.size(); i++) {
            result[places.get(i)] = served.get(i);
        }
    }

    private List<FoldedAnswer> decide(Event event, List<FoldedCall> calls) {
        List<GrantOutcome> outcomes = grant(event, calls);
        Map<Long, HeldClaim> toPublish = new LinkedHashMap<>();
        for (GrantOutcome outcome : outcomes) {
            switch (outcome) {
                case Granted granted -> toPublish.put(granted.claim().user(), granted.claim());
                case HeldAlready held -> {
                    if (!held.published()) {
                        toPublish.put(held.claim().user(), held.claim());
                    }
                }
                case SoldOut none -> {}
            }
        }
        List<HeldClaim> published = publisher.publish(event, List.copyOf(toPublish.values()));
        Set<Long> onLog = new HashSet<>();
        published.forEach(claim -> onLog.add(claim.user()));
        return answers(event, calls, outcomes, onLog);
    }

    private List<GrantOutcome> grant(Event event, List<FoldedCall> calls) {
        List<Long> published = marks.take(event.id());
        List<Applicant> applicants = calls.stream()
                .map(call -> new Applicant(call.user(), call.language()))
                .toList();
        try {
            List<GrantOutcome> outcomes = stock.grant(event.id(), new GrantBatch(applicants, published))
                    .outcomes();
            if (outcomes.size() != calls.size()) {
                throw new IllegalStateException(
                        "stock-service gave " + outcomes.size() + " outcomes for " + calls.size());
            }
            return outcomes;
        } catch (RuntimeException e) {
            marks.giveBack(event.id(), published);
            throw e;
        }
    }

    private List<FoldedAnswer> answers(
            Event event, List<FoldedCall> calls, List<GrantOutcome> outcomes, Set<Long> onLog) {
        Map<Language, FoldedAnswer> soldOut = new EnumMap<>(Language.class);
        var result = new FoldedAnswer[calls.size()];
        for (int i = 0; i < result.length; i++) {
            FoldedCall call = calls.get(i);
            result[i] = switch (outcomes.get(i)) {
                case Granted granted ->
                    onLog.contains(call.user())
                            ? accepted(event, granted.claim(), 202, Answer.ACCEPTED)
                            : unavailable(call);
                case HeldAlready held ->
                    held.published() || onLog.contains(call.user())
                            ? accepted(event, held.claim(), 200, Answer.REPEAT)
                            : unavailable(call);
                case SoldOut none -> {
                    metrics.answered(Answer.SOLD_OUT);
                    yield soldOut.computeIfAbsent(call.language(), language -> soldOut(event, language));
                }
            };
        }
        return List.of(result);
    }

    private FoldedAnswer accepted(Event event, HeldClaim claim, int status, Answer answer) {
        metrics.answered(answer);
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

    private FoldedAnswer unavailable(FoldedCall call) {
        metrics.answered(Answer.UNAVAILABLE);
        return answers.of(
                ProblemException.tryAgain(
                        ProblemCode.UNAVAILABLE,
                        RETRY,
                        "Nothing is lost: if you were granted a unit, a repeat tells it.",
                        null),
                call.language());
    }
}
