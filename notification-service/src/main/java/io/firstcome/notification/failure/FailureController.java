package io.firstcome.notification.failure;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.caller.Caller;
import io.firstcome.kit.input.OneLine;
import io.firstcome.kit.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows failures to admins, who replay or dismiss them. */
@RestController
@RequestMapping("/api/admin/failures")
@Tag(name = "Failures", description = "Records and mails that failed for good; for admins")
class FailureController {

    private final FailureRepository failures;
    private final Replays replays;
    private final Dismissals dismissals;

    FailureController(FailureRepository failures, Replays replays, Dismissals dismissals) {
        this.failures = failures;
        this.replays = replays;
        this.dismissals = dismissals;
    }

    @GetMapping
    @Operation(
            summary = "List failures, oldest first",
            description =
                    "The next page begins after `next`; it is null on the last. With `state=OPEN` those nobody has dealt with.")
    Page list(
            @RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit,
            @RequestParam(required = false) FailureKind kind,
            @RequestParam(required = false) FailureState state) {
        List<Failure> found = failures.findBy(
                wanted(after, kind, state),
                query -> query.sortBy(Sort.by("id")).limit(limit + 1).all());
        boolean more = found.size() > limit;
        List<Item> page = found.stream().limit(limit).map(Item::of).toList();
        return new Page(page, more ? page.getLast().id() : null);
    }

    private static Specification<Failure> wanted(long after, FailureKind kind, FailureState state) {
        Specification<Failure> wanted = (failure, query, is) -> is.greaterThan(failure.get("id"), after);
        if (kind != null) {
            wanted = wanted.and((failure, query, is) -> is.equal(failure.get("kind"), kind));
        }
        return state == null ? wanted : wanted.and(state.specification());
    }

    @PostMapping("/{id}/replay")
    @Operation(
            summary = "Replay one failure",
            description =
                    "Answers with the outcome; once closed, with the same outcome again. 409 when it still fails.")
    Closed replay(@PathVariable long id, @Parameter(hidden = true) Caller admin) {
        return switch (replays.replay(id, admin.user())) {
            case Replay.Done done -> new Closed(id, done.outcome());
            case Replay.StillFails still ->
                throw ProblemException.of(ProblemCode.CONFLICTING_CHANGE, "It still fails: " + still.cause());
        };
    }

    @PostMapping("/replay")
    @Operation(
            summary = "Replay all open failures",
            description =
                    "For five seconds at most: unless `next` is null, ask again with `after` that number and the same `upTo`. What has failed meanwhile is beyond `upTo`.")
    Replays.Tally replayAll(
            @RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(required = false) @Min(0) Long upTo,
            @Parameter(hidden = true) Caller admin) {
        return replays.replayAll(after, upTo, admin.user());
    }

    @PostMapping("/{id}/dismiss")
    @Operation(
            summary = "Dismiss one failure that can never succeed",
            description =
                    "It counts as dealt with and stays in the list. Answers with the outcome; once closed, by this or a replay, with the same outcome again.")
    Closed dismiss(@PathVariable long id, @Valid @RequestBody Reason reason, @Parameter(hidden = true) Caller admin) {
        return new Closed(
                id, dismissals.dismiss(id, admin.user(), reason.reason().strip()));
    }

    /** Why, on one line; it names no address, for it is kept and logged. */
    record Reason(
            @NotBlank @Size(max = 200) @Pattern(regexp = OneLine.PATTERN, message = OneLine.RULE) String reason) {}

    /** Some failures, and after which number the next ones come; null when there are none. */
    record Page(List<Item> failures, Long next) {}

    /** How a failure was closed. */
    record Closed(long id, String outcome) {}

    /** A failure as admins see it; {@code payload} is read as UTF-8. */
    record Item(
            long id,
            FailureKind kind,
            String topic,
            Integer partition,
            Long offset,
            Long eventId,
            Long user,
            String payload,
            String cause,
            Instant createdAt,
            Instant closedAt,
            Long closedBy,
            String outcome,
            String because) {

        static Item of(Failure f) {
            return new Item(
                    f.id(),
                    f.kind(),
                    f.topic(),
                    f.partition(),
                    f.offset(),
                    f.eventId(),
                    f.user(),
                    f.payload() == null ? null : new String(f.payload(), StandardCharsets.UTF_8),
                    f.cause(),
                    f.createdAt(),
                    f.closedAt(),
                    f.closedBy(),
                    f.outcome(),
                    f.because());
        }
    }
}
