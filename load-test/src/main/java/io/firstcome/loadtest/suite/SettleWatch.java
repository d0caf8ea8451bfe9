package io.firstcome.loadtest.suite;

import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.loadtest.http.Answer;
import io.firstcome.loadtest.http.Request;
import io.firstcome.loadtest.lane.Errand;
import io.firstcome.loadtest.lane.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks, several times a second, how many claims are settled and mailed, until everything granted is, or time is up. An
 * answer that fails is no reason to stop: in a rehearsal of faults services come and go.
 */
public final class SettleWatch extends Errand {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Suite suite;
    private final long eventId;
    private final long promised;
    private final long endNanos;
    private boolean stockIsNext;
    private volatile Seen seen = new Seen(0, new ClaimsPage.Mails(0, 0, 0, 0), 0, 0);
    private volatile boolean settled;
    private volatile long settledNanos;

    /** What was seen last: settled claims, their mails, and the stock's grants. */
    public record Seen(long settledClaims, ClaimsPage.Mails mails, long granted, long unpublished) {}

    /** Takes how many users were promised a unit, and how long to watch from now. */
    public SettleWatch(Suite suite, long eventId, long promised, Duration timeout) {
        super(System.nanoTime());
        this.suite = suite;
        this.eventId = eventId;
        this.promised = promised;
        this.endNanos = System.nanoTime() + timeout.toNanos();
    }

    /** Returns what was seen last; any thread may ask. */
    public Seen seen() {
        return seen;
    }

    /** Returns whether every grant is a settled claim and no mail is pending. */
    public boolean isSettled() {
        return settled;
    }

    /** Returns when all was first seen settled and mailed, by {@link System#nanoTime}. */
    public long settledNanos() {
        return settledNanos;
    }

    @Override
    protected Request request() {
        return stockIsNext ? suite.stockRequest(eventId) : suite.progressRequest(eventId);
    }

    @Override
    protected Optional<Duration> answered(Answer answer, Timing timing) {
        if (answer.status() != 200) {
            return untilTheEnd(PAUSE);
        }
        try {
            return stockIsNext ? lookAtStock(answer) : lookAtClaims(answer, timing);
        } catch (IOException unreadable) {
            return untilTheEnd(PAUSE);
        }
    }

    @Override
    protected Optional<Duration> unanswered(IOException cause, Timing timing) {
        return untilTheEnd(PAUSE);
    }

    private Optional<Duration> lookAtClaims(Answer answer, Timing timing) throws IOException {
        ClaimsPage page = Json.read(answer.body(), ClaimsPage.class);
        seen = new Seen(page.total(), page.mails(), seen.granted(), seen.unpublished());
        if (page.total() < promised || page.mails().pending() > 0) {
            return untilTheEnd(PAUSE);
        }
        settledNanos = timing.answeredNanos();
        stockIsNext = true;
        return untilTheEnd(Duration.ZERO);
    }

    private Optional<Duration> lookAtStock(Answer answer) throws IOException {
        StockLevel stock = Json.read(answer.body(), StockLevel.class);
        seen = new Seen(seen.settledClaims(), seen.mails(), stock.granted(), stock.unpublished());
        // Granted but not told (the answer was lost): the sweeper publishes it, and it is settled later.
        settled = stock.granted() <= seen.settledClaims() && stock.unpublished() == 0;
        stockIsNext = false;
        return settled ? Optional.empty() : untilTheEnd(PAUSE);
    }

    private Optional<Duration> untilTheEnd(Duration wait) {
        return System.nanoTime() + wait.toNanos() - endNanos < 0 ? Optional.of(wait) : Optional.empty();
    }
}
