package io.firstcome.notification.failure;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.caller.Caller;
import io.firstcome.kit.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows failures to admins and replays them. */
@RestController
@RequestMapping("/api/admin/failures")
@Tag(name = "Failures", description = "Records and mails that failed for good; for admins")
class FailureController {

    private final FailureRepository failures;
    private final Replays replays;

    FailureController(FailureRepository failures, Replays replays) {
        this.failures = failures;
        this.replays = replays;
    }

    @GetMapping
    @Operation(
            summary = "List failures, oldest first",
            description =
                    "The next page begins after `next`; it is null on the last. With `open=true` those nobody has dealt with.")
    Page list(
            @RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit,
            @RequestParam(required = false) FailureKind kind,
            @RequestParam(defaultValue = "false") boolean open) {
        List<Failure> found = open ? open(kind, after, limit + 1) : all(kind, after, limit + 1);
        boolean more = found.size() > limit;
        List<Item> page = found.stream().limit(limit).map(Item::of).toList();
        return new Page(page, more ? page.getLast().id() : null);
    }

    private List<Failure> all(FailureKind kind, long after, int limit) {
        return kind == null
                ? failures.findByIdGreaterThanOrderById(after, Limit.of(limit))
                : failures.findByKindAndIdGreaterThanOrderById(kind, after, Limit.of(limit));
    }

    private List<Failure> open(FailureKind kind, long after, int limit) {
        return kind == null
                ? failures.findByReplayedAtIsNullAndIdGreaterThanOrderById(after, Limit.of(limit))
                : failures.findByReplayedAtIsNullAndKindAndIdGreaterThanOrderById(kind, after, Limit.of(limit));
    }

    @PostMapping("/{id}/replay")
    @Operation(
            summary = "Replay one failure",
            description =
                    "Answers with the outcome; once replayed, with the same outcome again. 409 when it still fails.")
    Replayed replay(@PathVariable long id, @Parameter(hidden = true) Caller admin) {
        return switch (replays.replay(id, admin.user())) {
            case Replay.Done done -> new Replayed(id, done.outcome());
            case Replay.StillFails still ->
                throw ProblemException.of(ProblemCode.CONFLICTING_CHANGE, "It still fails: " + still.cause());
        };
    }

    @PostMapping("/replay")
    @Operation(summary = "Replay all open failures")
    Replays.Tally replayAll(@Parameter(hidden = true) Caller admin) {
        return replays.replayAll(admin.user());
    }

    /** Some failures, and after which number the next ones come; null when there are none. */
    record Page(List<Item> failures, Long next) {}

    /** The outcome of a replay. */
    record Replayed(long id, String outcome) {}

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
            Instant replayedAt,
            Long replayedBy,
            String outcome) {

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
                    f.replayedAt(),
                    f.replayedBy(),
                    f.outcome());
        }
    }
}
