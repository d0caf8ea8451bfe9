package io.firstcome.event.stock;

import io.firstcome.contracts.UserIds;
import io.firstcome.contracts.stock.EventIds;
import io.firstcome.contracts.stock.FoundClaims;
import io.firstcome.contracts.stock.GrantBatches;
import io.firstcome.contracts.stock.GrantReplies;
import io.firstcome.contracts.stock.HeldClaims;
import io.firstcome.contracts.stock.HeldPage;
import io.firstcome.contracts.stock.Quantity;
import io.firstcome.contracts.stock.ReleasedClaims;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.contracts.stock.StockLevels;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Calls to stock-service. Each throws {@link io.firstcome.kit.feign.ServiceUnavailable} when it gives no usable answer and
 * {@link io.firstcome.kit.problem.ProblemException} when it refuses.
 */
@FeignClient(name = "stock-service")
public interface StockClient {

    @PostMapping("/internal/claims")
    GrantReplies grant(@RequestBody GrantBatches batches);

    @PostMapping("/internal/events/{eventId}/claims/lookup")
    FoundClaims find(@PathVariable("eventId") long eventId, @RequestBody UserIds users);

    /** A page of all claims of an event, in no particular order; begins with the cursor {@link HeldPage#FIRST}. */
    @GetMapping("/internal/events/{eventId}/claims")
    HeldPage page(
            @PathVariable("eventId") long eventId,
            @RequestParam("cursor") String cursor,
            @RequestParam("limit") int limit);

    /** Releases claims that were revoked; may be called again. */
    @PostMapping("/internal/events/{eventId}/claims/release")
    void release(@PathVariable("eventId") long eventId, @RequestBody ReleasedClaims claims);

    @GetMapping("/internal/events/{eventId}/unpublished")
    HeldClaims unpublished(
            @PathVariable("eventId") long eventId,
            @RequestParam("olderThanMillis") long olderThanMillis,
            @RequestParam("limit") int limit);

    @PutMapping("/internal/events/{eventId}/stock")
    StockLevel setQuantity(@PathVariable("eventId") long eventId, @RequestBody Quantity quantity);

    @GetMapping("/internal/events/{eventId}/stock")
    StockLevel level(@PathVariable("eventId") long eventId);

    @PostMapping("/internal/stock/levels")
    StockLevels levels(@RequestBody EventIds events);
}
