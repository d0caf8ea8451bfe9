package io.firstcome.event.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.redisson.api.RLock;
import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The last report of each event, and the lock of whoever writes them: in Redis, so that every instance can tell them and the next look may be another's. Losing
 * them is no harm.
 */
@Component
public class Reports {

    private static final Logger log = LoggerFactory.getLogger(Reports.class);

    private final RMap<String, String> reports;
    private final RLock lock;
    private final ObjectMapper json;

    Reports(RedissonClient redisson, ObjectMapper json) {
        this.reports = redisson.getMap("reconciliation", StringCodec.INSTANCE);
        this.lock = redisson.getLock("lock:reconcile");
        this.json = json;
    }

    /** Returns the last report of an event; empty when there is none or Redis is away. */
    public Optional<Reconciliation> of(long eventId) {
        try {
            return Optional.ofNullable(reports.get(String.valueOf(eventId))).map(this::read);
        } catch (RedisException away) {
            log.debug("Reports cannot be read at present", away);
            return Optional.empty();
        }
    }

    RLock lock() {
        return lock;
    }

    Map<Long, Reconciliation> all() {
        Map<Long, Reconciliation> all = new HashMap<>();
        reports.readAllMap().forEach((event, report) -> all.put(Long.valueOf(event), read(report)));
        return all;
    }

    void put(long eventId, Reconciliation report) {
        try {
            reports.fastPut(String.valueOf(eventId), json.writeValueAsString(report));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void keepOnly(Set<Long> eventIds) {
        String[] others = reports.readAllKeySet().stream()
                .filter(event -> !eventIds.contains(Long.valueOf(event)))
                .toArray(String[]::new);
        if (others.length > 0) {
            reports.fastRemove(others);
        }
    }

    private Reconciliation read(String report) {
        try {
            return json.readValue(report, Reconciliation.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a report: " + report, e);
        }
    }
}
