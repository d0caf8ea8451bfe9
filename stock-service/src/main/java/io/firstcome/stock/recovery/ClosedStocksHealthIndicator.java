package io.firstcome.stock.recovery;

import io.firstcome.stock.grant.ClosedStocks;
import io.firstcome.stock.grant.ClosedStocks.Closed;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Names the events that nothing is granted from, with the reason. Down when one of them could not be rebuilt so far. */
@Component
class ClosedStocksHealthIndicator implements HealthIndicator {

    private final ClosedStocks closed;

    ClosedStocksHealthIndicator(ClosedStocks closed) {
        this.closed = closed;
    }

    @Override
    public Health health() {
        Map<String, Object> events = new TreeMap<>();
        boolean failed = false;
        for (Closed one : closed.all()) {
            events.put(
                    String.valueOf(one.eventId()), Map.of("since", one.since().toString(), "because", one.because()));
            failed |= one.failed();
        }
        return (failed ? Health.down() : Health.up())
                .withDetail("closed", events)
                .build();
    }
}
