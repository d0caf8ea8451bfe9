package io.firstcome.event.apply;

import io.firstcome.contracts.fold.FoldedAnswer;
import io.firstcome.contracts.fold.FoldedCall;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.event.apply.ApplyMetrics.Answer;
import io.firstcome.event.catalog.Event;
import io.firstcome.event.catalog.EventCatalog;
import io.firstcome.event.catalog.EventState;
import io.firstcome.kit.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Answers applies: is the event open, does the user get a unit, is the claim on the log. One call for the grants of a batch. */
@Component
class Applications {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final EventCatalog catalog;
    private final ClaimDesk desk;
    private final Answers answers;
    private final ApplyMetrics metrics;
    private final ApplyProperties properties;
    private final Clock clock;
    private final Semaphore underWay;

    Applications(
            EventCatalog catalog,
            ClaimDesk desk,
            Answers answers,
            ApplyMetrics metrics,
            ApplyProperties properties,
            Clock clock) {
        this.catalog = catalog;
        this.desk = desk;
        this.answers = answers;
        this.metrics = metrics;
        this.properties = properties;
        this.clock = clock;
        this.underWay = new Semaphore(properties.maxBatches());
    }

    /**
     * Answers each call, at its place; a call that cannot be read spoils none of the others. When as many batches as may be are under way, all are
     * refused at once: what piles up behind a slow stock-service would take memory, and be answered too late.
     */
    List<FoldedAnswer> answer(List<FoldedCall> calls) {
        metrics.received(calls.size());
        if (!underWay.tryAcquire()) {
            return calls.stream().map(this::shed).toList();
        }
        try {
            return served(calls);
        } finally {
            underWay.release();
        }
    }

    private FoldedAnswer shed(FoldedCall call) {
        metrics.answered(Answer.SHED);
        return answers.of(
                ProblemException.tryAgain(
                        ProblemCode.OVERLOADED,
                        RETRY,
                        "More than " + properties.maxBatches()
                                + " batches are being answered (firstcome.apply.max-batches).",
                        null),
                call.language());
    }

    private List<FoldedAnswer> served(List<FoldedCall> calls) {
        Instant now = clock.instant();
        long asked = System.nanoTime();
        FoldedAnswer[] result = new FoldedAnswer[calls.size()];
        Map<Event, List<Integer>> open = new LinkedHashMap<>();
        for (int i = 0; i < result.length; i++) {
            FoldedCall call = calls.get(i);
            try {
                Event event = catalog.require(EventChoice.of(call, answers.reader()), asked);
                if (event.stateAt(now) == EventState.OPEN) {
                    open.computeIfAbsent(event, e -> new ArrayList<>()).add(i);
                } else {
                    result[i] = refusal(event, call, now);
                }
            } catch (ProblemException problem) {
                metrics.answered(problem.code().status() < 500 ? Answer.INVALID : Answer.UNAVAILABLE);
                result[i] = answers.of(problem, call.language());
            }
        }
        if (!open.isEmpty()) {
            desk.serve(open, calls, result);
        }
        return List.of(result);
    }

    private FoldedAnswer refusal(Event event, FoldedCall call, Instant now) {
        long millis = properties.edgeFor().toMillis();
        ProblemException problem = switch (event.stateAt(now)) {
            case NOT_OPEN -> {
                millis = Math.min(millis, Duration.between(now, event.opensAt()).toMillis());
                yield ProblemException.of(ProblemCode.NOT_OPEN, null).with("opensAt", event.opensAt());
            }
            case PAUSED -> ProblemException.of(ProblemCode.PAUSED, null);
            default -> ProblemException.of(ProblemCode.CLOSED, null).with("closesAt", event.closesAt());
        };
        metrics.answered(event, Answer.REFUSED, problem.code().name(), 1);
        FoldedAnswer.Edge edge = millis > 0 ? event.edge(millis) : null;
        return answers.of(problem.with("eventId", event.id()), call.language(), edge);
    }
}
