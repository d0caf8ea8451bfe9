package io.firstcome.notification.settle;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.settle.Ranks;
import io.firstcome.contracts.settle.Revocation;
import io.firstcome.contracts.settle.RevokedClaims;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.kit.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes claims back for event-service, which then has the ledger release them. Every call may be made again. */
@RestController
@RequestMapping("/internal")
class RevocationController {

    private static final Logger log = LoggerFactory.getLogger(RevocationController.class);

    private final Revocations revocations;

    RevocationController(Revocations revocations) {
        this.revocations = revocations;
    }

    @PostMapping("/events/{id}/claims/{rank}/revoke")
    SettledClaim revoke(@PathVariable long id, @PathVariable @Min(1) long rank, @RequestBody Revocation asked) {
        String reason = asked.reason();
        if (reason == null || reason.isBlank() || reason.length() > Revocation.LONGEST_REASON) {
            throw ProblemException.of(
                    ProblemCode.INVALID_INPUT, "reason must have 1 to " + Revocation.LONGEST_REASON + " characters.");
        }
        Revocations.Result result = revocations
                .revoke(id, rank, asked)
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.UNKNOWN_CLAIM, "No settled claim of event " + id + " has rank " + rank + "."));
        if (result.wasLive()) {
            SettledClaim claim = result.claim();
            log.info(
                    "User {} revoked the claim of user {} to event {} (rank {}, unit {}) at {}: {}",
                    asked.by(),
                    claim.user(),
                    id,
                    rank,
                    claim.unit(),
                    claim.revokedAt(),
                    reason);
        }
        return result.claim();
    }

    @GetMapping("/claims/unreleased")
    RevokedClaims unreleased(@RequestParam(defaultValue = "1000") @Min(1) @Max(ClaimController.LIMIT) int limit) {
        return new RevokedClaims(revocations.unreleased(limit));
    }

    @PostMapping("/events/{id}/claims/released")
    void released(@PathVariable long id, @RequestBody Ranks asked) {
        if (asked.ranks() == null
                || asked.ranks().size() > ClaimController.LIMIT
                || asked.ranks().stream().anyMatch(Objects::isNull)) {
            throw ProblemException.of(
                    ProblemCode.INVALID_INPUT, "ranks must be a list of at most " + ClaimController.LIMIT + ".");
        }
        revocations.released(id, asked.ranks());
    }
}
