package io.firstcome.notification.failure;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.audit.AuditLog;
import io.firstcome.kit.problem.ProblemException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Closes failures that can never succeed, by an admin's decision and with his reason. Nothing is done, and nothing is lost: the failure stays in the list. As a
 * replay is, it is closed by a compare-and-set, so that whoever comes second is told how it was closed.
 */
@Component
class Dismissals {

    private static final Logger log = LoggerFactory.getLogger(Dismissals.class);
    /** The outcome of a failure that was dismissed. */
    static final String DISMISSED = "DISMISSED";

    private final FailureRepository failures;
    private final AuditLog audit;
    private final Clock clock;

    Dismissals(FailureRepository failures, AuditLog audit, Clock clock) {
        this.failures = failures;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Dismisses one failure.
     *
     * @param id      its number
     * @param admin   who asks
     * @param because why, in the admin's words
     * @return how it was closed, now or before
     * @throws ProblemException NOT_FOUND when there is no such failure
     */
    @Transactional
    public String dismiss(long id, long admin, String because) {
        boolean mine = failures.close(id, clock.instant(), admin) == 1;
        if (mine) {
            failures.setOutcome(id, DISMISSED, because);
        }
        Failure failure = failures.findById(id)
                .orElseThrow(() -> ProblemException.of(ProblemCode.NOT_FOUND, "There is no failure " + id + "."));
        if (mine) {
            audit.add(admin, "FAILURE_DISMISSED", failure.eventId(), "failure " + id + ": " + because);
            log.info("User {} dismisses failure {} ({}): {}", admin, id, failure.kind(), because);
        }
        return failure.outcome();
    }
}
