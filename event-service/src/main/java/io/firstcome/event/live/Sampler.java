package io.firstcome.event.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstcome.contracts.settle.SettledCounts;
import io.firstcome.contracts.stock.EventIds;
import io.firstcome.contracts.stock.StockLevel;
import io.firstcome.event.catalog.Event;
import io.firstcome.event.catalog.EventCatalog;
import io.firstcome.event.reconcile.Reconciliation;
import io.firstcome.event.reconcile.Reports;
import io.firstcome.event.stock.StockClient;
import io.firstcome.kit.count.SharedCounts;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import jakarta.annotation.PostConstruct;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Takes a sample a second of each event in view: those watched by an admin, and those applied for in the last minute. One instance does it for all,
 * another one each second if it likes. Halfway between two full seconds, at which all instances add up their counts: so each sample holds one second more of
 * every instance than the one before.
 */
@Component
class Sampler {

    private static final Logger log = LoggerFactory.getLogger(Sampler.class);

    /** What applies are counted under that were turned away unseen, see FoldMetrics of the gateway. */
    private static final String DOOR = "POST /api/event/apply";

    /** Events sampled at once; the others wait until some of these go out of view. */
    private static final int MOST = 20;

    private static final int OFFSET_MILLIS = 500;

    private final EventCatalog catalog;
    private final SharedCounts counts;
    private final StockClient stock;
    private final SettledFigures settled;
    private final Reports reports;
    private final CircuitBreakerRegistry breakers;
    private final Samples samples;
    private final ObjectMapper json;
    private final TaskScheduler scheduler;
    private final Clock clock;
    private boolean away;

    Sampler(
            EventCatalog catalog,
            SharedCounts counts,
            StockClient stock,
            SettledFigures settled,
            Reports reports,
            CircuitBreakerRegistry breakers,
            Samples samples,
            ObjectMapper json,
            TaskScheduler scheduler,
            Clock clock) {
        this.catalog = catalog;
        this.counts = counts;
        this.stock = stock;
        this.settled = settled;
        this.reports = reports;
        this.breakers = breakers;
        this.samples = samples;
        this.json = json;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @PostConstruct
    void begin() {
        scheduler.schedule(
                this::sample,
                done -> clock.instant()
                        .plusMillis(1000 - OFFSET_MILLIS)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .plusMillis(OFFSET_MILLIS));
    }

    private void sample() {
        try {
            List<Event> inView = inView();
            if (!inView.isEmpty() && samples.isMyTurn(clock.instant().getEpochSecond())) {
                sample(inView);
            }
            away = false;
        } catch (RuntimeException e) {
            if (!away) {
                log.warn("Events cannot be sampled at present: {}", e.toString());
            }
            away = true;
        }
    }

    private List<Event> inView() {
        Map<String, Event> byTag = catalog.all().stream().collect(Collectors.toMap(Event::tag, Function.identity()));
        return counts.inView("event:", MOST).stream()
                .filter(byTag::containsKey)
                .map(byTag::get)
                .toList();
    }

    private void sample(List<Event> events) {
        List<String> tags = new ArrayList<>(events.stream().map(Event::tag).toList());
        tags.add(DOOR);
        Map<String, Map<String, Long>> counted = counts.of(tags);
        Map<Long, StockLevel> levels = levels(events);
        Instant now = clock.instant();
        for (Event event : events) {
            StockLevel level = levels.get(event.id());
            SettledCounts proven = settled.of(event.id());
            samples.add(
                    event.id(),
                    text(new Sample(
                            now.toEpochMilli(),
                            event.stateAt(now).name(),
                            counted.get(event.tag()),
                            counted.get(DOOR),
                            level == null ? null : level.quantity(),
                            level == null ? null : level.granted(),
                            level == null ? null : level.granted() - level.unpublished(),
                            level == null ? null : level.remaining(),
                            level == null ? null : level.closedBecause(),
                            proven == null ? null : proven.settled(),
                            proven == null ? null : proven.mailsSent(),
                            proven == null ? null : proven.mailsFailed() + proven.mailsWithoutAddress(),
                            reports.of(event.id()).map(Reconciliation::drift).orElse(null),
                            states())));
        }
    }

    private Map<Long, StockLevel> levels(List<Event> events) {
        try {
            return stock.levels(new EventIds(events.stream().map(Event::id).toList())).levels().stream()
                    .collect(Collectors.toMap(StockLevel::eventId, Function.identity()));
        } catch (RuntimeException e) {
            log.debug("Levels are not known at present", e);
            return Map.of();
        }
    }

    private Map<String, String> states() {
        return breakers.getAllCircuitBreakers().stream()
                .collect(Collectors.toMap(
                        CircuitBreaker::getName,
                        breaker -> breaker.getState().name(),
                        (one, same) -> one,
                        TreeMap::new));
    }

    private String text(Sample sample) {
        try {
            return json.writeValueAsString(sample);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
