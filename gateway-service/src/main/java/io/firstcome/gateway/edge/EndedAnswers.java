package io.firstcome.gateway.edge;

import io.firstcome.contracts.fold.EdgeSignals;
import io.firstcome.gateway.signal.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears which answers have ended. */
@Component
final class EndedAnswers {

    private static final Logger log = LoggerFactory.getLogger(EndedAnswers.class);

    private final Signals signals;
    private final EdgeAnswers answers;

    EndedAnswers(Signals signals, EdgeAnswers answers) {
        this.signals = signals;
        this.answers = answers;
    }

    /** What was missed while Redis was away needs no catching up: answers live about a second. */
    @EventListener(ApplicationReadyEvent.class)
    void follow() {
        signals.follow(EdgeSignals.ENDED_ANSWERS, this::end, () -> {});
    }

    private void end(String message) {
        try {
            answers.end(EdgeSignals.EndedAnswers.of(message));
        } catch (IllegalArgumentException e) {
            log.error("A signal about ended answers cannot be read; they go on until their time is over", e);
        }
    }
}
