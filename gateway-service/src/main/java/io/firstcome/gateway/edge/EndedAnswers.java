package io.firstcome.gateway.edge;

import io.firstcome.contracts.fold.EdgeSignals;
import io.firstcome.gateway.signal.Signals;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears which answers have ended. */
@Component
final class EndedAnswers {

    private final Signals signals;
    private final EdgeAnswers answers;

    EndedAnswers(Signals signals, EdgeAnswers answers) {
        this.signals = signals;
        this.answers = answers;
    }

    /** What was missed while Redis was away needs no catching up: answers live about a second. */
    @EventListener(ApplicationReadyEvent.class)
    void follow() {
        signals.follow(EdgeSignals.ENDED_ANSWERS, answers::end, () -> {});
    }
}
