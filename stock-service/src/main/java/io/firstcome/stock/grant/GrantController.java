package io.firstcome.stock.grant;

import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.contracts.stock.GrantReply;
import io.firstcome.contracts.stock.HeldClaims;
import io.firstcome.kit.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Claims of one event, for event-service. */
@RestController
@RequestMapping("/internal/events/{eventId}")
final class GrantController {

    private final StockLedger ledger;
    private final GrantMetrics metrics;
    private final GrantProperties properties;

    GrantController(StockLedger ledger, GrantMetrics metrics, GrantProperties properties) {
        this.ledger = ledger;
        this.metrics = metrics;
        this.properties = properties;
    }

    @PostMapping("/claims")
    GrantReply grant(@PathVariable long eventId, @RequestBody GrantBatch batch) {
        bounded(batch.applicants(), "applicants");
        bounded(batch.published(), "published");
        return new GrantReply(metrics.count(
                batch.applicants().size(), () -> ledger.grant(eventId, batch.applicants(), batch.published())));
    }

    @PostMapping("/claims/lookup")
    HeldClaims find(@PathVariable long eventId, @RequestBody UserIds users) {
        bounded(users.users(), "users");
        return new HeldClaims(ledger.find(eventId, users.users()));
    }

    @GetMapping("/unpublished")
    HeldClaims unpublished(
            @PathVariable long eventId,
            @RequestParam @Min(0) long olderThanMillis,
            @RequestParam @Min(1) @Max(10_000) int limit) {
        return new HeldClaims(ledger.unpublished(eventId, Duration.ofMillis(olderThanMillis), limit));
    }

    private void bounded(List<?> list, String name) {
        if (list == null || list.size() > properties.maxBatch()) {
            throw ProblemException.of(
                    ProblemCode.INVALID_INPUT,
                    name + " must be a list of at most " + properties.maxBatch() + " (stock.max-batch)");
        }
    }
}
