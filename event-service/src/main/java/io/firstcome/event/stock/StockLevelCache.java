package io.firstcome.event.stock;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.firstcome.contracts.stock.EventIds;
import io.firstcome.contracts.stock.StockLevel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Levels to show, at most a second old, so that a crowd that looks costs stock-service next to nothing. */
@Component
public class StockLevelCache {

    private static final Logger log = LoggerFactory.getLogger(StockLevelCache.class);

    private final LoadingCache<Long, StockLevel> levels;

    StockLevelCache(StockClient stock) {
        levels = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterWrite(Duration.ofSeconds(1))
                .build(CacheLoader.bulk(ids -> load(stock, ids)));
    }

    /** Returns the levels known of these events; an event whose level is not known at present is not in it. */
    public Map<Long, StockLevel> of(Collection<Long> eventIds) {
        try {
            return levels.getAll(eventIds);
        } catch (RuntimeException e) {
            log.debug("Levels are not known at present", e);
            return levels.getAllPresent(eventIds);
        }
    }

    /** Forgets an event's level, since it was just changed. */
    public void forget(long eventId) {
        levels.invalidate(eventId);
    }

    private static Map<Long, StockLevel> load(StockClient stock, Set<? extends Long> ids) {
        return stock.levels(new EventIds(List.copyOf(ids))).levels().stream()
                .collect(Collectors.toMap(StockLevel::eventId, Function.identity()));
    }
}
