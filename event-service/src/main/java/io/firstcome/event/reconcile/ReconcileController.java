package io.firstcome.event.reconcile;

import io.firstcome.event.catalog.EventCatalog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reconciling on demand, for admins. */
@RestController
@Tag(name = "Admin: stock and claims")
class ReconcileController {

    private final EventCatalog catalog;
    private final Reconciler reconciler;

    ReconcileController(EventCatalog catalog, Reconciler reconciler) {
        this.catalog = catalog;
        this.reconciler = reconciler;
    }

    @PostMapping("/api/admin/event/reconcile")
    @Operation(
            summary = "Compares the claims in Redis and in MySQL now, one by one",
            description =
                    "Also done by itself when the counts go on to differ. `drift` other than 0 is a fault; `users` names whose claims only one store has. With"
                            + " very many claims the answer may come too late; GET /api/admin/event/stock then tells it.")
    Reconciliation reconcile(@RequestParam(required = false) Long eventId) {
        return reconciler.reconcile(catalog.require(eventId));
    }
}
