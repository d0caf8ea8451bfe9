package io.firstcome.stock.recovery;

import io.firstcome.contracts.settle.SettledClaims;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Calls to notification-service; {@link io.firstcome.kit.feign.ServiceUnavailable} when there is no usable answer. */
@FeignClient(name = "notification-service")
interface SettledClient {

    /** Settled claims after a rank, by rank; with {@code revoked} also those that an admin took back. */
    @GetMapping("/internal/events/{eventId}/claims")
    SettledClaims page(
            @PathVariable("eventId") long eventId,
            @RequestParam("afterRank") long afterRank,
            @RequestParam("limit") int limit,
            @RequestParam("revoked") boolean revoked);
}
