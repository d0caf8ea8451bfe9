package io.firstcome.event.catalog;

import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.event.stock.StockLevelCache;
import io.firstcome.kit.caller.Anyone;
import io.firstcome.kit.caller.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Events: told to anyone, made and changed by admins. */
@RestController
@Tag(name = "Events")
class EventController {

    private final EventCatalog catalog;
    private final EventAdmin admin;
    private final StockLevelCache levels;
    private final Clock clock;

    EventController(EventCatalog catalog, EventAdmin admin, StockLevelCache levels, Clock clock) {
        this.catalog = catalog;
        this.admin = admin;
        this.levels = levels;
        this.clock = clock;
    }

    @Anyone
    @GetMapping("/api/events")
    @Operation(summary = "Lists events, the newest first")
    EventList list(@RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        List<Event> events = catalog.all().stream()
                .sorted(Comparator.comparingLong(Event::id).reversed())
                .limit(limit)
                .toList();
        Map<Long, StockLevel> known = levels.of(events.stream().map(Event::id).toList());
        return new EventList(
                events.stream().map(event -> view(event, known.get(event.id()))).toList(), clock.instant());
    }

    @Anyone
    @GetMapping("/api/events/{id}")
    @Operation(summary = "Tells an event: window, state, quantity and what remains (up to a second old)")
    EventView get(@PathVariable long id) {
        Event event = catalog.require(id);
        return view(event, levels.of(List.of(id)).get(id));
    }

    @PostMapping("/api/admin/events")
    @Operation(summary = "Creates an event")
    ResponseEntity<EventView> create(@Valid @RequestBody NewEvent request, @Parameter(hidden = true) Caller caller) {
        Event event = admin.create(request, caller.user());
        return ResponseEntity.created(URI.create("/api/events/" + event.id())).body(get(event.id()));
    }

    @PatchMapping("/api/admin/events/{id}")
    @Operation(summary = "Changes name or window, pauses, resumes, closes, makes current")
    EventView change(
            @PathVariable long id, @Valid @RequestBody EventChange request, @Parameter(hidden = true) Caller caller) {
        Event event = admin.update(id, request, caller.user());
        return view(event, levels.of(List.of(id)).get(id));
    }

    private EventView view(Event event, StockLevel level) {
        Instant now = clock.instant();
        EventState state = event.stateAt(now);
        boolean soldOut = state == EventState.OPEN && level != null && level.remaining() == 0;
        return new EventView(
                event.id(),
                event.name(),
                event.opensAt(),
                event.closesAt(),
                soldOut ? "SOLD_OUT" : state.name(),
                level == null ? null : level.quantity(),
                level == null ? null : level.remaining(),
                event.current(),
                now);
    }

    /** Several events. */
    record EventList(List<EventView> events, Instant serverTime) {}
}
