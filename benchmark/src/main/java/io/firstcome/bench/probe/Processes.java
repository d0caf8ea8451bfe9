package io.firstcome.bench.probe;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The processes that are looked at, by the names they have in the tables. */
public final class Processes {
    /** What the process of the benchmark itself is called. */
    public static final String THIS = "this process";

    /** What notification-service is called. */
    public static final String NOTIFICATION = "notification";

    /** What the database is called. */
    public static final String DATABASE = "mariadb";

    private final Map<String, Long> pids = new LinkedHashMap<>();

    /** Looks at one more. */
    public void add(String name, long pid) {
        pids.put(name, pid);
    }

    /** Their names, in the order in which they came. */
    public List<String> names() {
        return List.copyOf(pids.keySet());
    }

    /** The processor time that each has used since it began; those that have ended are left out. */
    public Map<String, Duration> cpu() {
        Map<String, Duration> all = new LinkedHashMap<>();
        pids.forEach((name, pid) -> Proc.cpu(pid).ifPresent(cpu -> all.put(name, cpu)));
        return all;
    }

    /** The processor time used between two looks. */
    public static Map<String, Duration> between(Map<String, Duration> before, Map<String, Duration> after) {
        Map<String, Duration> used = new LinkedHashMap<>();
        after.forEach((name, cpu) -> {
            if (before.containsKey(name)) {
                used.put(name, cpu.minus(before.get(name)));
            }
        });
        return used;
    }

    /** The memory of each now; those that have ended are left out. */
    public List<Memory> memory() {
        return pids.entrySet().stream()
                .flatMap(entry -> Memory.of(entry.getKey(), entry.getValue()).stream())
                .toList();
    }
}
