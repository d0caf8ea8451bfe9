package io.firstcome.loadtest.crowd;

import io.firstcome.loadtest.http.Answer;
import io.firstcome.loadtest.http.Request;
import io.firstcome.loadtest.lane.Errand;
import io.firstcome.loadtest.lane.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * One user's apply. Like a browser page it asks again when it is told to, or gets no answer, until it is decided or its
 * patience ends.
 */
final class Apply extends Errand {

    private static final Duration AT_THE_DOOR = Duration.ofMillis(50);
    private static final Duration AFTER_SILENCE = Duration.ofMillis(250);
    private static final Duration UNTOLD = Duration.ofSeconds(1);

    /** What all applies of a wave share; {@code patienceNanos} is the moment after which nobody asks again. */
    record Terms(long eventId, Wave wave, Opening opening, long patienceNanos, AnswerBook book) {}

    private final Member member;
    private final Terms terms;
    private final Request request;
    private final Judge judge;

    Apply(Member member, Terms terms, long dueNanos) {
        super(dueNanos);
        this.member = member;
        this.terms = terms;
        this.judge = new Judge(terms.eventId());
        this.request = Request.post("/api/event/apply?eventId=" + terms.eventId())
                .bearer(member.token())
                .header("Accept-Language", member.language().tag());
    }

    @Override
    protected Request request() {
        return request;
    }

    @Override
    protected Optional<Duration> answered(Answer answer, Timing timing) {
        Judge.Meaning meaning = judge.meaning(answer);
        note(meaning, timing);
        Duration told = answer.retryAfter().orElse(UNTOLD);
        return switch (meaning.kind()) {
            case LIMITED, BUSY -> ifPatient(told, timing);
            case ODD -> answer.status() >= 500 ? ifPatient(told, timing) : Optional.empty();
            case NOT_OPEN -> atTheDoor(timing) ? Optional.of(AT_THE_DOOR) : Optional.empty();
            default -> Optional.empty();
        };
    }

    @Override
    protected Optional<Duration> unanswered(IOException cause, Timing timing) {
        note(new Judge.Meaning(Kind.NO_ANSWER, 0, String.valueOf(cause.getMessage())), timing);
        return ifPatient(AFTER_SILENCE, timing);
    }

    private void note(Judge.Meaning meaning, Timing timing) {
        terms.book()
                .add(new Heard(member.user(), terms.wave(), meaning.kind(), meaning.rank(), timing, meaning.oddity()));
    }

    private boolean atTheDoor(Timing timing) {
        return terms.wave() != Wave.EARLY
                && terms.opening().until(timing.sentNanos()).compareTo(Opening.GRACE) < 0;
    }

    private Optional<Duration> ifPatient(Duration wait, Timing timing) {
        return timing.answeredNanos() + wait.toNanos() - terms.patienceNanos() < 0
                ? Optional.of(wait)
                : Optional.empty();
    }
}
