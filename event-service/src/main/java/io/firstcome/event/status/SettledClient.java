package io.firstcome.event.status;

import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.settle.ClaimMail;
import io.firstcome.contracts.settle.Ranks;
import io.firstcome.contracts.settle.Revocation;
import io.firstcome.contracts.settle.RevokedClaims;
import io.firstcome.contracts.settle.SettledClaim;
import io.firstcome.contracts.settle.SettledClaims;
import io.firstcome.contracts.settle.SettledCounts;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** Calls to notification-service about settled claims: told are the live ones, if nothing else is said. {@link io.firstcome.kit.feign.ServiceUnavailable} when there is no usable answer. */
@FeignClient(name = "notification-service")
public interface SettledClient {

    @PostMapping("/internal/events/{eventId}/claims/lookup")
    SettledClaims find(@PathVariable("eventId") long eventId, @RequestBody UserIds users);

    @GetMapping("/internal/events/{eventId}/claims")
    SettledClaims page(
            @PathVariable("eventId") long eventId,
            @RequestParam("afterRank") long afterRank,
            @RequestParam("limit") int limit,
            @RequestParam("revoked") boolean withRevoked);

    @GetMapping("/internal/events/{eventId}/counts")
    SettledCounts counts(@PathVariable("eventId") long eventId);

    /** Takes a claim back and returns it; may be called again. Refused with {@code UNKNOWN_CLAIM} when no settled claim has that rank. */
    @PostMapping("/internal/events/{eventId}/claims/{rank}/revoke")
    SettledClaim revoke(
            @PathVariable("eventId") long eventId, @PathVariable("rank") long rank, @RequestBody Revocation revocation);

    /** Has the confirmation of a live claim sent again. Refused with {@code UNKNOWN_CLAIM} when no live claim has that rank. */
    @PostMapping("/internal/events/{eventId}/claims/{rank}/mail")
    SettledClaim sendAgain(
            @PathVariable("eventId") long eventId, @PathVariable("rank") long rank, @RequestBody ClaimMail mail);

    /** Notes that revoked claims are released in the ledger; may be called again. */
    @PostMapping("/internal/events/{eventId}/claims/released")
    void released(@PathVariable("eventId") long eventId, @RequestBody Ranks ranks);

    /** Returns revoked claims, of any events, that are not known to be released. */
    @GetMapping("/internal/claims/unreleased")
    RevokedClaims unreleased(@RequestParam("limit") int limit);
}
