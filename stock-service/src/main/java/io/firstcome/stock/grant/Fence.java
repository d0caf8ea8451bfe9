package io.firstcome.stock.grant;

import io.firstcome.kit.redis.RedisScript;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.redisson.api.RedissonClient;
import org.springframework.stereotype.Component;

/** Asks the fence that every script of the ledger stands behind ({@code fence.lua}). */
@Component
public class Fence {

    private static final int EVENTS_PER_CALL = 500;

    private final RedisScript run;
    private final RedisScript check;

    /** Takes the Redis that is asked. */
    public Fence(RedissonClient redisson) {
        this.run = RedisLedger.fenced(redisson, "run.lua");
        this.check = RedisLedger.fenced(redisson, "check.lua");
    }

    /** Returns the {@code run_id} of the server: a new one after each of its starts. */
    public String run() {
        return run.<String>run(List.of()).getFirst();
    }

    /** Returns what is wrong with those of the events whose stock cannot be relied on. */
    public Map<Long, Fault> faults(Collection<Long> eventIds) {
        List<Long> events = List.copyOf(eventIds);
        Map<Long, Fault> faults = new LinkedHashMap<>();
        for (int from = 0; from < events.size(); from += EVENTS_PER_CALL) {
            List<Long> some = events.subList(from, Math.min(events.size(), from + EVENTS_PER_CALL));
            List<List<String>> replies = check.runAll(some.stream()
                    .map(LedgerKeys::of)
                    .map(keys -> new RedisScript.Call(List.of(keys.stock(), keys.claims())))
                    .toList());
            for (int i = 0; i < some.size(); i++) {
                long event = some.get(i);
                Fault.in(replies.get(i)).ifPresent(fault -> faults.put(event, fault));
            }
        }
        return faults;
    }
}
