package io.firstcome.event.admin;

import io.firstcome.contracts.stock.Quantity;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.event.catalog.EdgeNews;
import io.firstcome.event.catalog.Event;
import io.firstcome.event.catalog.EventCatalog;
import io.firstcome.event.stock.StockClient;
import io.firstcome.event.stock.StockLevelCache;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The stock of an event: told and set, before the event or in the middle of it. */
@RestController
@RequestMapping("/api/admin/event/stock")
@Tag(name = "Admin: stock and claims")
class StockController {

    private final EventCatalog catalog;
    private final StockClient stock;
    private final StockLevelCache levels;
    private final EdgeNews edge;

    StockController(EventCatalog catalog, StockClient stock, StockLevelCache levels, EdgeNews edge) {
        this.catalog = catalog;
        this.stock = stock;
        this.levels = levels;
        this.edge = edge;
    }

    @PostMapping
    @Operation(summary = "Sets the quantity; 409 BELOW_GRANTED when more is granted already")
    StockLevel set(@Valid @RequestBody NewStock request) {
        Event event = catalog.require(request.eventId());
        try {
            return stock.setQuantity(event.id(), new Quantity(request.count()));
        } finally {
            // When there was no answer too: nobody knows whether the quantity is set by now.
            levels.forget(event.id());
            edge.endAnswers(event);
        }
    }

    @GetMapping
    @Operation(summary = "Tells quantity, granted, remaining and what is not known to be published yet")
    StockLevel level(@RequestParam(required = false) Long eventId) {
        return stock.level(catalog.require(eventId).id());
    }

    /** Asks for a quantity; the event is the current one when left out. */
    record NewStock(
            @Min(1) Long eventId,
            @NotNull @Min(1) @Max(Quantity.MAX) Long count) {}
}
