package io.firstcome.event.admin;

import io.firstcome.contracts.stock.Quantity;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.event.catalog.EdgeNews;
import io.firstcome.event.catalog.Event;
import io.firstcome.event.catalog.EventCatalog;
import io.firstcome.event.reconcile.Reconciliation;
import io.firstcome.event.reconcile.Reports;
import io.firstcome.event.stock.StockClient;
import io.firstcome.event.stock.StockLevelCache;
import io.firstcome.kit.audit.AuditLog;
import io.firstcome.kit.caller.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
    private final Reports reports;
    private final AuditLog audit;

    StockController(
            EventCatalog catalog,
            StockClient stock,
            StockLevelCache levels,
            EdgeNews edge,
            Reports reports,
            AuditLog audit) {
        this.catalog = catalog;
        this.stock = stock;
        this.levels = levels;
        this.edge = edge;
        this.reports = reports;
        this.audit = audit;
    }

    @PostMapping
    @Operation(summary = "Sets the quantity; 409 BELOW_GRANTED when more is granted already")
    StockLevel set(@Valid @RequestBody NewStock request, @Parameter(hidden = true) Caller admin) {
        Event event = catalog.require(request.eventId());
        try {
            return audit.asking(
                    admin.user(),
                    "STOCK_SET",
                    event.id(),
                    "quantity: " + request.count(),
                    () -> stock.setQuantity(event.id(), new Quantity(request.count())));
        } finally {
            // When there was no answer too: nobody knows whether the quantity is set by now.
            levels.forget(event.id());
            edge.endAnswers(event);
        }
    }

    @GetMapping
    @Operation(
            summary = "Tells quantity, granted, remaining and what is not known to be published yet",
            description =
                    "`closedBecause` says why nothing is granted at present (null when units are). `reconciliation` is the last look whether Redis and MySQL agree, at"
                            + " most a minute or two old; null when there was none.")
    LevelAndReport level(@RequestParam(required = false) Long eventId) {
        long id = catalog.require(eventId).id();
        return LevelAndReport.of(stock.level(id), reports.of(id).orElse(null));
    }

    /** The level of an event's stock, and how the stores agreed on it when they were last compared. */
    record LevelAndReport(
            long eventId,
            long quantity,
            long granted,
            long unpublished,
            long remaining,
            String closedBecause,
            Reconciliation reconciliation) {

        static LevelAndReport of(StockLevel level, Reconciliation report) {
            return new LevelAndReport(
                    level.eventId(),
                    level.quantity(),
                    level.granted(),
                    level.unpublished(),
                    level.remaining(),
                    level.closedBecause(),
                    report);
        }
    }

    /** Asks for a quantity; the event is the current one when left out. */
    record NewStock(
            @Min(1) Long eventId,
            @NotNull @Min(1) @Max(Quantity.MAX) Long count) {}
}
