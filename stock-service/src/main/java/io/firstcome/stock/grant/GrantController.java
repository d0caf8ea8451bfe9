package io.firstcome.stock.grant;

import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.stock.FoundClaims;
import io.firstcome.contracts.stock.GrantBatch;
import io.firstcome.contracts.stock.GrantBatches;
import io.firstcome.contracts.stock.GrantReplies;
import io.firstcome.contracts.stock.GrantReply;
import io.firstcome.contracts.stock.HeldClaims;
import io.firstcome.contracts.stock.HeldPage;
import io.firstcome.contracts.stock.ReleasedClaims;
import io.firstcome.kit.problem.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Claims, for event-service. */
@RestController
@RequestMapping("/internal")
final class GrantController {

    private final RedisLedger ledger;
    private final ClosedStocks closed;
    private final GrantMetrics metrics;
    private final GrantProperties properties;

    GrantController(RedisLedger ledger, ClosedStocks closed, GrantMetrics metrics, GrantProperties properties) {
        this.ledger = ledger;
        this.closed = closed;
        this.metrics = metrics;
        this.properties = properties;
    }

    @PostMapping("/claims")
    GrantReplies grant(@RequestBody GrantBatches asked) {
        bounded(asked.batches(), "batches");
        int applicants = 0;
        int published = 0;
        for (GrantBatch batch : asked.batches()) {
            applicants += bounded(batch.applicants(), "applicants");
            published += bounded(batch.published(), "published");
        }
        bounded(applicants, "applicants of all batches");
        bounded(published, "published of all batches");
        List<GrantReply> replies = metrics.count(applicants, () -> ledger.grant(asked.batches()));
        for (int i = 0; i < replies.size(); i++) {
            if (replies.get(i).outcomes() == null) {
                closed.suspect(asked.batches().get(i).eventId());
            }
        }
        return new GrantReplies(replies);
    }

    @PostMapping("/events/{eventId}/claims/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable long eventId, @RequestBody ReleasedClaims released) {
        bounded(released.claims(), "claims");
        if (!released.claims().isEmpty()) {
            metrics.released(ledger.release(eventId, released.claims()));
        }
    }

    @PostMapping("/events/{eventId}/claims/lookup")
    FoundClaims find(@PathVariable long eventId, @RequestBody UserIds users) {
        bounded(users.users(), "users");
        try {
            return ledger.look(eventId, users.users());
        } catch (UnknownStock closedNow) {
            // An answer and no failure, as for grants: one event that is closed must not make this service look as if
            // it were away.
            closed.suspect(eventId);
            return new FoundClaims(null, null);
        }
    }

    @GetMapping("/events/{eventId}/claims")
    HeldPage page(
            @PathVariable long eventId,
            @RequestParam @Pattern(regexp = "\\d{1,20}") String cursor,
            @RequestParam @Min(1) @Max(10_000) int limit) {
        return ledger.page(eventId, cursor, limit);
    }

    @GetMapping("/events/{eventId}/unpublished")
    HeldClaims unpublished(
            @PathVariable long eventId,
            @RequestParam @Min(0) long olderThanMillis,
            @RequestParam @Min(1) @Max(10_000) int limit) {
        return new HeldClaims(ledger.unpublished(eventId, Duration.ofMillis(olderThanMillis), limit));
    }

    private int bounded(List<?> list, String name) {
        return bounded(list == null ? Integer.MAX_VALUE : list.size(), name);
    }

    private int bounded(int size, String name) {
        if (size > properties.maxBatch()) {
            throw ProblemException.of(
                    ProblemCode.INVALID_INPUT,
                    name + " must be a list of at most " + properties.maxBatch() + " (stock.max-batch)");
        }
        return size;
    }
}
