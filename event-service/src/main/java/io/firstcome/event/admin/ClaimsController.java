package io.firstcome.event.admin;

import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.settle.ClaimMail;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.settle.SettledCounts;
import io.firstcome.event.catalog.EventCatalog;
import io.firstcome.event.status.SettledClient;
import io.firstcome.kit.caller.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The settled claims of an event by rank, with the state of their mails: in pages, or all of them, the revoked ones too, as CSV. */
@RestController
@RequestMapping("/api/admin/event/claims")
@Tag(name = "Admin: stock and claims")
class ClaimsController {

    private static final String CSV = "text/csv";
    private static final int EXPORT_PAGE = 1000;

    private final EventCatalog catalog;
    private final SettledClient settled;

    ClaimsController(EventCatalog catalog, SettledClient settled) {
        this.catalog = catalog;
        this.settled = settled;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "A page of settled claims; go on with afterRank = nextAfterRank. Accept: text/csv exports all",
            description =
                    "`revoked=true` tells those taken back as well, with `revokedAt`; `total` and `mails` count live claims alone. The export has all of them."
                            + " With `user`, only the live claim of that user, if there is one.")
    Page page(
            @RequestParam(required = false) Long eventId,
            @RequestParam(defaultValue = "0") @Min(0) long afterRank,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit,
            @RequestParam(defaultValue = "false") boolean revoked,
            @RequestParam(required = false) @Min(1) Long user) {
        long id = catalog.require(eventId).id();
        SettledCounts counts = settled.counts(id);
        List<SettledClaim> claims = user == null
                ? settled.page(id, afterRank, limit, revoked).claims()
                : settled.find(id, new UserIds(List.of(user))).claims();
        return new Page(
                id,
                counts.settled(),
                new Mails(
                        counts.mailsPending(), counts.mailsSent(), counts.mailsFailed(), counts.mailsWithoutAddress()),
                claims,
                user != null || claims.size() < limit ? null : claims.getLast().rank());
    }

    @PostMapping("/{rank}/mail")
    @Operation(
            summary =
                    "Sends the confirmation of a live claim again; 404 UNKNOWN_CLAIM when no live claim has that rank",
            description =
                    "One that waits to be sent stays as it is. Answers with the claim; its mail is PENDING until it is sent.")
    SettledClaim sendAgain(
            @PathVariable @Min(1) long rank,
            @RequestParam(required = false) Long eventId,
            @Parameter(hidden = true) Caller admin) {
        return settled.sendAgain(catalog.require(eventId).id(), rank, new ClaimMail(admin.user()));
    }

    @GetMapping(produces = CSV)
    void export(@RequestParam(required = false) Long eventId, HttpServletResponse response) throws IOException {
        long id = catalog.require(eventId).id();
        // The first page before the first byte, so that an outage is still told as one.
        List<SettledClaim> claims = settled.page(id, 0, EXPORT_PAGE, true).claims();
        response.setContentType(CSV + ";charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"firstcome-event-" + id + "-claims.csv\"");
        PrintWriter out = response.getWriter();
        out.print("event,rank,unit,user,granted_at,settled_at,mail,revoked_at\r\n");
        while (!claims.isEmpty()) {
            for (SettledClaim claim : claims) {
                out.print(id + "," + claim.rank() + "," + claim.unit() + "," + claim.user() + "," + claim.grantedAt()
                        + "," + claim.settledAt() + "," + claim.mail() + ","
                        + (claim.revokedAt() == null ? "" : claim.revokedAt()) + "\r\n");
            }
            claims = claims.size() < EXPORT_PAGE
                    ? List.of()
                    : settled.page(id, claims.getLast().rank(), EXPORT_PAGE, true)
                            .claims();
        }
    }

    /** A page of settled claims; {@code nextAfterRank} is null at the end. */
    record Page(long eventId, long total, Mails mails, List<SettledClaim> claims, Long nextAfterRank) {}

    /** How many mails of the event are in which state. */
    record Mails(long pending, long sent, long failed, long noAddress) {}
}
