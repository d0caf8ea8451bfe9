package io.firstcome.stock.recovery;

import io.firstcome.stock.grant.ClosedStocks;
import io.firstcome.stock.grant.ClosedStocks.Closed;
import io.firstcome.stock.grant.Fence;
import io.firstcome.stock.grant.Fence.Finding;
import io.firstcome.stock.supply.Supplies;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finds the stocks that cannot be relied on, without waiting for somebody to apply, and sees to it that they are rebuilt: all of them are looked at
 * when Redis, or a node of it, is another than it was, and those that were suspected otherwise.
 */
@Component
class Watch {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    private final Fence fence;
    private final Supplies supplies;
    private final ClosedStocks closed;
    private final Recovery recovery;
    private final Set<Long> toLookAt = new HashSet<>();
    private Set<String> knownRuns;
    private Class<?> trouble;

    Watch(Fence fence, Supplies supplies, ClosedStocks closed, Recovery recovery) {
        this.fence = fence;
        this.supplies = supplies;
        this.closed = closed;
        this.recovery = recovery;
    }

    /** Looks once. What cannot be done now, because Redis or MySQL is away, is done by a later round. */
    @Scheduled(fixedDelayString = "${stock.recovery.watch-every}")
    synchronized void look() {
        try {
            Set<String> runs = fence.runs();
            toLookAt.addAll(closed.takeSuspects());
            closed.all().forEach(one -> toLookAt.add(one.eventId()));
            if (!runs.equals(knownRuns)) {
                toLookAt.addAll(supplies.events());
                knownRuns = runs;
            }
            if (!toLookAt.isEmpty()) {
                examine(runs);
                List<Closed> due = closed.due();
                if (!due.isEmpty()) {
                    recovery.attempt(due);
                }
            }
            trouble = null;
        } catch (RuntimeException e) {
            // Its text names connections, and is another each time.
            if (e.getClass() != trouble) {
                trouble = e.getClass();
                log.warn("It cannot be seen at present whether all stocks are whole: {}", e.toString());
            }
        }
    }

    private void examine(Set<String> runs) {
        Map<Long, Finding> faults = fence.faults(toLookAt);
        Set<Long> onRecord = new HashSet<>();
        if (!faults.isEmpty()) {
            supplies.findAllById(faults.keySet()).forEach(supply -> onRecord.add(supply.eventId()));
        }
        int found = 0;
        for (long event : toLookAt) {
            Finding finding = faults.get(event);
            if (finding == null || !onRecord.contains(event)) {
                closed.forget(event);
            } else if (closed.found(event, finding.fault(), finding.run())) {
                log.debug(
                        "Nothing is granted from event {}: {}",
                        event,
                        finding.fault().text());
                found++;
            }
        }
        if (found > 0) {
            log.warn("Nothing is granted from {} events, which are rebuilt now; Redis is run {}", found, runs);
        }
        toLookAt.clear();
    }
}
