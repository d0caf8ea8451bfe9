package io.firstcome.event.audit;

import io.firstcome.contracts.audit.AuditEntry;
import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.kit.audit.AuditLog;
import io.firstcome.kit.feign.ServiceUnavailable;
import io.firstcome.kit.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what when: the entries of both services that write such down, merged by time. */
@RestController
@Tag(name = "Admin: audit")
class AuditController {

    private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    private final AuditLog log;
    private final AuditClient others;

    AuditController(AuditLog log, AuditClient others) {
        this.log = log;
        this.others = others;
    }

    @GetMapping("/api/admin/audit")
    @Operation(
            summary = "What admins did, the newest first; go on with before = next",
            description =
                    "Of both services that admins change something in. While notification-service does not answer only what was done in event-service is told, and `complete` is"
                            + " false.")
    Page page(
            @RequestParam(required = false) String before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        Cursor cursor = Cursor.of(before);
        List<AuditEntry> here = log.before(cursor.here, limit);
        List<AuditEntry> there;
        boolean complete = true;
        try {
            there = others.before(cursor.there, limit).entries();
        } catch (ServiceUnavailable away) {
            there = List.of();
            complete = false;
        }
        return merge(here, there, cursor, limit, complete);
    }

    /** Both are sorted; of each its first ones are taken, and the cursor of each moves to the last that was. */
    private static Page merge(
            List<AuditEntry> here, List<AuditEntry> there, Cursor cursor, int limit, boolean complete) {
        List<AuditEntry> merged = new ArrayList<>();
        int fromHere = 0;
        int fromThere = 0;
        while (merged.size() < limit && (fromHere < here.size() || fromThere < there.size())) {
            boolean ours = fromThere == there.size()
                    || fromHere < here.size()
                            && here.get(fromHere)
                                    .at()
                                    .isAfter(there.get(fromThere).at());
            merged.add(ours ? here.get(fromHere++) : there.get(fromThere++));
        }
        Cursor next = new Cursor(
                fromHere == 0 ? cursor.here : here.get(fromHere - 1).id(),
                fromThere == 0 ? cursor.there : there.get(fromThere - 1).id());
        return new Page(merged, merged.size() < limit ? null : next.toString(), complete);
    }

    /** A page; {@code next} is null at the end. */
    record Page(List<AuditEntry> entries, String next, boolean complete) {}

    /** The last entry told of each service. */
    private record Cursor(long here, long there) {

        static Cursor of(String text) {
            if (text == null) {
                return new Cursor(Long.MAX_VALUE, Long.MAX_VALUE);
            }
            Matcher matcher = CURSOR.matcher(text);
            if (!matcher.matches()) {
                throw ProblemException.of(ProblemCode.INVALID_INPUT, "before is the next of an earlier page.");
            }
            return new Cursor(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        }

        @Override
        public String toString() {
            return Math.min(here, MOST) + "-" + Math.min(there, MOST);
        }

        /** As many digits as are read again. */
        private static final long MOST = 999_999_999_999_999_999L;
    }
}
