package io.firstcome.loadtest.suite;

import io.firstcome.loadtest.http.Answer;
import io.firstcome.loadtest.http.Request;
import io.firstcome.loadtest.lane.Errand;
import io.firstcome.loadtest.lane.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A single call that is asked again while the suite is busy or away, until its patience ends. */
public final class Call extends Errand {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Request request;
    private final long patienceNanos;
    private Answer answer;
    private IOException failure;

    /** Takes the request and for how long, from now, it is asked again on 429, 503 or no answer. */
    public Call(Request request, Duration patience) {
        super(System.nanoTime());
        this.request = request;
        this.patienceNanos = System.nanoTime() + patience.toNanos();
    }

    /**
     * Returns the last answer, whatever its status.
     *
     * @throws IOException when there was none
     */
    public Answer result() throws IOException {
        if (answer == null) {
            throw failure;
        }
        return answer;
    }

    @Override
    protected Request request() {
        return request;
    }

    @Override
    protected Optional<Duration> answered(Answer heard, Timing timing) {
        answer = heard;
        boolean busy = heard.status() == 429 || heard.status() == 503;
        return busy ? ifPatient(heard.retryAfter().orElse(PAUSE)) : Optional.empty();
    }

    @Override
    protected Optional<Duration> unanswered(IOException cause, Timing timing) {
        answer = null;
        failure = cause;
        return ifPatient(PAUSE);
    }

    private Optional<Duration> ifPatient(Duration wait) {
        return System.nanoTime() + wait.toNanos() - patienceNanos < 0 ? Optional.of(wait) : Optional.empty();
    }
}
