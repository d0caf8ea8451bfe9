package io.firstcome.notification.settle;

import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.settle.ClaimMail;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.settle.SettledClaims;
import io.firstcome.contracts.settle.SettledCounts;
import io.firstcome.kit.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells the other services what is settled: live claims, and the revoked ones where they are asked for; and sends a confirmation again. */
@RestController
@RequestMapping("/internal/events/{id}")
class ClaimController {

    /** The most claims of one answer, and the most users of one question. */
    static final int LIMIT = 10_000;

    private final ClaimQueries claims;
    private final ClaimMails mails;

    ClaimController(ClaimQueries claims, ClaimMails mails) {
        this.claims = claims;
        this.mails = mails;
    }

    @PostMapping("/claims/lookup")
    SettledClaims lookup(@PathVariable long id, @RequestBody UserIds asked) {
        if (asked.users() == null || asked.users().stream().anyMatch(Objects::isNull)) {
            throw ProblemException.of(ProblemCode.INVALID_INPUT, "users is missing or has a null in it.");
        }
        if (asked.users().size() > LIMIT) {
            throw ProblemException.of(ProblemCode.INVALID_INPUT, "users are more than " + LIMIT + ".");
        }
        return new SettledClaims(claims.ofUsers(id, asked.users()));
    }

    @GetMapping("/claims")
    SettledClaims page(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") @Min(0) long afterRank,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(LIMIT) int limit,
            @RequestParam(defaultValue = "false") boolean revoked) {
        return new SettledClaims(claims.afterRank(id, afterRank, limit, revoked));
    }

    @PostMapping("/claims/{rank}/mail")
    SettledClaim sendAgain(@PathVariable long id, @PathVariable @Min(1) long rank, @RequestBody ClaimMail asked) {
        return mails.sendAgain(id, rank, asked.by())
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.UNKNOWN_CLAIM, "No live claim of event " + id + " has rank " + rank + "."));
    }

    @GetMapping("/counts")
    SettledCounts counts(@PathVariable long id) {
        return claims.counts(id);
    }
}
