package io.firstcome.event.status;

import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.settle.SettledClaims;
import io.firstcome.contracts.settle.SettledCounts;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** Calls to notification-service about settled claims; {@link io.firstcome.kit.feign.ServiceUnavailable} when there is no usable answer. */
@FeignClient(name = "notification-service")
public interface SettledClient {

    @PostMapping("/internal/events/{eventId}/claims/lookup")
    SettledClaims find(@PathVariable("eventId") long eventId, @RequestBody UserIds users);

    @GetMapping("/internal/events/{eventId}/claims")
    SettledClaims page(
            @PathVariable("eventId") long eventId,
            @RequestParam("afterRank") long afterRank,
            @RequestParam("limit") int limit);

    @GetMapping("/internal/events/{eventId}/counts")
    SettledCounts counts(@PathVariable("eventId") long eventId);
}
