package io.firstcome.stock.supply;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.stock.EventIds;
import io.firstcome.contracts.stock.Quantity;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.contracts.stock.StockLevels;
import io.firstcome.kit.problem.ProblemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Quantities and levels, for event-service. */
@RestController
final class StockController {

    private final Stock stock;

    StockController(Stock stock) {
        this.stock = stock;
    }

    @PutMapping("/internal/events/{eventId}/stock")
    StockLevel set(@PathVariable long eventId, @RequestBody Quantity quantity) {
        if (quantity.quantity() < 0 || quantity.quantity() > Quantity.MAX) {
            throw ProblemException.of(ProblemCode.INVALID_INPUT, "quantity must be from 0 to " + Quantity.MAX);
        }
        return stock.set(eventId, quantity.quantity());
    }

    @GetMapping("/internal/events/{eventId}/stock")
    StockLevel level(@PathVariable long eventId) {
        return stock.level(eventId);
    }

    @PostMapping("/internal/stock/levels")
    StockLevels levels(@RequestBody EventIds events) {
        return new StockLevels(stock.levels(events.events()));
    }
}
