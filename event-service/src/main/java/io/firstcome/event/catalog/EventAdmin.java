package io.firstcome.event.catalog;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.contracts.stock.Quantity;
import io.firstcome.event.stock.StockClient;
import io.firstcome.kit.audit.AuditLog;
import io.firstcome.kit.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes and changes events. After each change this instance's catalog is fresh and the gateways forget what they kept. */
@Component
class EventAdmin {

    /** What the database can hold ends with the year 9999. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9998-12-31T23:59:59Z");

    private final EventRows rows;
    private final Revision revision;
    private final EventCatalog catalog;
    private final StockClient stock;
    private final EdgeNews edge;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EventAdmin(
            EventRows rows,
            Revision revision,
            EventCatalog catalog,
            StockClient stock,
            EdgeNews edge,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.revision = revision;
        this.catalog = catalog;
        this.stock = stock;
        this.edge = edge;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Makes an event. It is seen by others once its stock is open; should that fail, nobody ever sees it. */
    Event create(NewEvent request, long admin) {
        Instant now = clock.instant();
        Instant opensAt = kept(Optional.ofNullable(request.opensAt()).orElse(now));
        Instant closesAt = kept(request.closesAt());
        checkWindow(opensAt, closesAt);
        if (!now.isBefore(closesAt)) {
            throw ProblemException.of(ProblemCode.INVALID_INPUT, "closesAt has passed already.");
        }
        EventRow row = rows.save(new EventRow(request.name().strip(), opensAt, closesAt, now));
        stock.setQuantity(
                row.id, new Quantity(Optional.ofNullable(request.quantity()).orElse(0L)));
        return change(row.id, event -> {
            event.ready = true;
            if (request.makesCurrent() || rows.findByCurrentTrue().isEmpty()) {
                makeCurrent(event);
            }
            audit.add(admin, "EVENT_CREATED", event.id, request.about());
        });
    }

    /** Changes what the request names and leaves the rest. */
    Event update(long id, EventChange request, long admin) {
        catalog.require(id);
        return change(id, event -> {
            if (event.halt == EventState.CLOSED && request.changesMoreThanCurrent()) {
                throw ProblemException.of(ProblemCode.CONFLICTING_CHANGE, "The event was closed for good.");
            }
            Optional.ofNullable(request.name()).map(String::strip).ifPresent(name -> event.name = name);
            Optional.ofNullable(request.opensAt()).ifPresent(at -> event.opensAt = kept(at));
            Optional.ofNullable(request.closesAt()).ifPresent(at -> event.closesAt = kept(at));
            checkWindow(event.opensAt, event.closesAt);
            if (request.state() != null) {
                event.halt = request.state().halt();
            }
            if (Boolean.TRUE.equals(request.current())) {
                makeCurrent(event);
            }
            audit.add(admin, "EVENT_CHANGED", id, request.about());
        });
    }

    private Event change(long id, Consumer<EventRow> change) {
        Changed changed = transaction.execute(status -> {
            revision.raise();
            long raised = revision.read();
            Optional<Event> currentBefore = rows.findByCurrentTrue().map(row -> row.event(raised));
            EventRow row = rows.findById(id).orElseThrow();
            change.accept(row);
            return new Changed(rows.saveAndFlush(row).event(raised), currentBefore);
        });
        edge.endAnswers(changed.event());
        // Who names no event may mean another one now.
        changed.currentBefore().ifPresent(edge::endAnswers);
        catalog.refresh();
        return changed.event();
    }

    private record Changed(Event event, Optional<Event> currentBefore) {}

    private void makeCurrent(EventRow event) {
        rows.clearCurrentExcept(event.id);
        event.current = true;
    }

    /** To the millisecond, as tables have it: MySQL would round the rest, up as well. */
    private static Instant kept(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static void checkWindow(Instant opensAt, Instant closesAt) {
        if (!opensAt.isBefore(closesAt)) {
            throw ProblemException.of(ProblemCode.INVALID_INPUT, "closesAt must be after opensAt.");
        }
        if (opensAt.isBefore(EARLIEST) || closesAt.isAfter(LATEST)) {
            throw ProblemException.of(ProblemCode.INVALID_INPUT, "opensAt and closesAt must be in 2000 to 9998.");
        }
    }
}
