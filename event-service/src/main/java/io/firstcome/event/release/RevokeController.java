package io.firstcome.event.release;

import io.firstcome.contracts.settle.Revocation;
import io.firstcome.event.catalog.EventCatalog;
import io.firstcome.kit.caller.Caller;
import io.firstcome.kit.input.OneLine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Taking a claim back, for admins. */
@RestController
@Tag(name = "Admin: stock and claims")
class RevokeController {

    private final EventCatalog catalog;
    private final Releases releases;

    RevokeController(EventCatalog catalog, Releases releases) {
        this.catalog = catalog;
        this.releases = releases;
    }

    @PostMapping("/api/admin/event/claims/{rank}/revoke")
    @Operation(
            summary = "Takes a settled claim back; 404 UNKNOWN_CLAIM when no settled claim has that rank",
            description =
                    "The unit goes to the next applicant, who gets a rank of his own; nobody gets this rank again. The user may apply again. A"
                            + " confirmation that has not been sent is cancelled. The reason is kept. Done again, it answers the same.")
    Revoked revoke(
            @PathVariable @Min(1) long rank,
            @Valid @RequestBody Reason request,
            @Parameter(hidden = true) Caller admin) {
        return releases.revoke(
                catalog.require(request.eventId()),
                rank,
                new Revocation(admin.user(), request.reason().strip()));
    }

    /** Why, on one line; it names no address, for it is kept and logged. The event is the current one when left out. */
    record Reason(
            @Min(1) Long eventId,

            @NotBlank @Size(max = Revocation.LONGEST_REASON) @Pattern(regexp = OneLine.PATTERN, message = OneLine.RULE) String reason) {}
}
