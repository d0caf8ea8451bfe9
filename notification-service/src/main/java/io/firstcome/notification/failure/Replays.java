package io.firstcome.notification.failure;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.audit.AuditLog;
import io.firstcome.kit.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Closes failures by doing again what failed. Closing is a compare-and-set in the transaction of the effect, so that of
 * several admins, or one who clicks twice, one does it and the others are told its outcome.
 */
@Component
class Replays {

    private static final Logger log = LoggerFactory.getLogger(Replays.class);
    private static final Limit PAGE = Limit.of(500);

    /** Well before whoever waits for the answer gives up; the gateway does after 10 s. */
    private static final Duration AT_MOST = Duration.ofSeconds(5);

    private final FailureRepository failures;
    private final Map<FailureKind, Replay> replays = new EnumMap<>(FailureKind.class);
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Replays(
            FailureRepository failures,
            List<Replay> replays,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.failures = failures;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        replays.forEach(replay -> replay.kinds().forEach(kind -> this.replays.put(kind, replay)));
    }

    /**
     * Replays one failure.
     *
     * @param id    its number
     * @param admin who asks
     * @return what came of it, now or when it was closed before
     * @throws ProblemException NOT_FOUND when there is no such failure
     */
    Replay.Result replay(long id, long admin) {
        Replay.Result result = transaction.execute(status -> {
            boolean mine = failures.close(id, clock.instant(), admin) == 1;
            Failure failure = failures.findById(id)
                    .orElseThrow(() -> ProblemException.of(ProblemCode.NOT_FOUND, "There is no failure " + id + "."));
            if (!mine) {
                return new Replay.Done(failure.outcome());
            }
            Replay.Result tried = replays.get(failure.kind()).replay(failure);
            switch (tried) {
                case Replay.Done done -> {
                    failures.setOutcome(id, done.outcome(), null);
                    audit.add(admin, "FAILURE_REPLAYED", failure.eventId(), "failure " + id + ": " + done.outcome());
                }
                case Replay.StillFails still -> status.setRollbackOnly();
            }
            return tried;
        });
        log.info("User {} replayed failure {}: {}", admin, id, result);
        return result;
    }

    /**
     * Replays failures that are open, one transaction each, for some seconds; those that fail again stay open. A mail may
     * fail again, as a new failure, before this is done: such are left for the next time, or it might never end.
     *
     * @param after the failure before the first
     * @param upTo  the last one; null for the last there is now
     * @param admin who asks
     * @return how it went, and where to go on
     */
    Tally replayAll(long after, Long upTo, long admin) {
        long last = upTo == null ? failures.lastId() : upTo;
        Instant end = clock.instant().plus(AT_MOST);
        int replayed = 0;
        int failed = 0;
        long done = after;
        List<Long> open = failures.open(done, last, PAGE);
        while (!open.isEmpty()) {
            for (long id : open) {
                switch (replay(id, admin)) {
                    case Replay.Done closed -> replayed++;
                    case Replay.StillFails still -> failed++;
                }
                done = id;
                if (clock.instant().isAfter(end)) {
                    return new Tally(replayed, failed, done, last);
                }
            }
            open = failures.open(done, last, PAGE);
        }
        return new Tally(replayed, failed, null, last);
    }

    /**
     * How many were closed, and how many failed again. The next ones come after {@code next}, which is null when that was
     * all, and no further than {@code upTo}.
     */
    record Tally(int replayed, int failed, Long next, long upTo) {}
}
