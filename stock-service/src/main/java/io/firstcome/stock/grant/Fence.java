package io.firstcome.stock.grant;

import io.firstcome.kit.redis.RedisScript;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.api.redisnode.RedisNodes;
import org.springframework.stereotype.Component;

/** Asks the fence that every script of the ledger stands behind ({@code fence.lua}). */
@Component
public class Fence {

    private static final int EVENTS_PER_CALL = 500;

    private final RedissonClient redisson;
    private final RedisScript check;

    /** Takes the Redis that is asked. */
    public Fence(RedissonClient redisson) {
        this.redisson = redisson;
        this.check = RedisLedger.fenced(redisson, "check.lua");
    }

    /**
     * What is wrong with a stock.
     *
     * @param fault what
     * @param run   the {@code run_id} of the server that has the event
     */
    public record Finding(Fault fault, String run) {}

    /** Returns the {@code run_id} of the server, or of each master of a cluster: a new one after each start. */
    public Set<String> runs() {
        Collection<? extends RedisNode> servers = redisson.getConfig().isClusterConfig()
                ? redisson.getRedisNodes(RedisNodes.CLUSTER).getMasters()
                : List.of(redisson.getRedisNodes(RedisNodes.SINGLE).getInstance());
        return servers.stream()
                .map(server -> server.info(InfoSection.SERVER).get("run_id"))
                .collect(Collectors.toSet());
    }

    /** Returns what is wrong with those of the events whose stock cannot be relied on. */
    public Map<Long, Finding> faults(Collection<Long> eventIds) {
        List<Long> events = List.copyOf(eventIds);
        Map<Long, Finding> faults = new LinkedHashMap<>();
        for (int from = 0; from < events.size(); from += EVENTS_PER_CALL) {
            List<Long> some = events.subList(from, Math.min(events.size(), from + EVENTS_PER_CALL));
            List<List<String>> replies = check.runAll(some.stream()
                    .map(LedgerKeys::of)
                    .map(keys -> new RedisScript.Call(List.of(keys.stock(), keys.claims())))
                    .toList());
            for (int i = 0; i < some.size(); i++) {
                long event = some.get(i);
                String run = replies.get(i).get(1);
                Fault.in(replies.get(i)).ifPresent(fault -> faults.put(event, new Finding(fault, run)));
            }
        }
        return faults;
    }
}
