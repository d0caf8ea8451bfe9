package io.firstcome.kit.count;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.redisson.api.RBatch;
import org.redisson.api.RFuture;
import org.redisson.api.RMapAsync;
import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Counts of what happens, per tag, added up over all instances of all services. To count is an increment in this process's memory;
 * {@link #flush}, once a second, adds what has come together to a hash in Redis, and does nothing when nothing has.
 *
 * <p>They are for looking at, not for proof: an instance that dies takes its last second with it, and what could not be written for certain is
 * written again. A hash ends an hour after its last change, here and in Redis what is not counted any more takes no room.
 */
public final class SharedCounts {

    private static final Logger log = LoggerFactory.getLogger(SharedCounts.class);
    private static final String PREFIX = "counts:";
    private static final String IN_VIEW = "counts-in-view";
    private static final Duration KEPT = Duration.ofHours(1);

    /** For so long after the last change a tag is worth a look. */
    private static final Duration VIEWED = Duration.ofMinutes(1);

    /** What is counted in one second at most; more than these are not counted, so that nothing can fill the memory. */
    private static final int MOST = 20_000;

    private final RedissonClient redisson;
    private final Clock clock;
    private final Map<Counted, LongAdder> counts = new ConcurrentHashMap<>();
    private boolean away;

    public SharedCounts(RedissonClient redisson, Clock clock) {
        this.redisson = redisson;
        this.clock = clock;
    }

    /** Counts; may be called by any thread, as often as it likes. */
    public void add(Counted counted, long times) {
        LongAdder count = counts.get(counted);
        if (count == null) {
            if (counts.size() >= MOST) {
                return;
            }
            count = counts.computeIfAbsent(counted, first -> new LongAdder());
        }
        count.add(times);
    }

    /**
     * Adds what was counted since the last time to the counts in Redis: at every full second, so that whoever reads them in between has one second
     * of each instance more than a second before. A failure is logged once, and nothing is forgotten.
     */
    @Scheduled(cron = "* * * * * *")
    @PreDestroy
    public synchronized void flush() {
        Map<Counted, Long> fresh = take();
        if (fresh.isEmpty()) {
            return;
        }
        try {
            write(fresh);
            if (away) {
                log.info("Counts can be written again");
            }
            away = false;
        } catch (RedisException e) {
            if (!away) {
                log.warn("Counts cannot be written at present: {}", e.toString());
            }
            away = true;
            fresh.forEach(this::add);
        }
    }

    /** What was not counted since the last time is forgotten; an increment that comes between the two looks at it is lost, one in millions. */
    private Map<Counted, Long> take() {
        Map<Counted, Long> fresh = new HashMap<>();
        counts.forEach((counted, count) -> {
            long sum = count.sumThenReset();
            if (sum != 0) {
                fresh.put(counted, sum);
            } else {
                counts.remove(counted);
            }
        });
        return fresh;
    }

    private void write(Map<Counted, Long> fresh) {
        RBatch batch = redisson.createBatch();
        fresh.forEach((counted, sum) -> batch.<String, String>getMap(PREFIX + counted.tag(), StringCodec.INSTANCE)
                .addAndGetAsync(counted.what(), sum));
        double until = clock.millis() + VIEWED.toMillis();
        for (String tag : fresh.keySet().stream().map(Counted::tag).collect(Collectors.toSet())) {
            batch.getMap(PREFIX + tag, StringCodec.INSTANCE).expireAsync(KEPT);
            batch.getScoredSortedSet(IN_VIEW, StringCodec.INSTANCE).addIfGreaterAsync(until, tag);
        }
        batch.execute();
    }

    /** Keeps a tag in view although nothing may happen to it: somebody looks. Such tags come first. */
    public void watch(String tag) {
        inView().addIfGreater(clock.millis() + VIEWED.multipliedBy(2).toMillis(), tag);
    }

    /** Returns tags that begin so and are in view: those watched, then those counted last; at most so many. */
    public List<String> inView(String prefix, int most) {
        RScoredSortedSet<String> inView = inView();
        double now = clock.millis();
        inView.removeRangeByScore(0, true, now, true);
        return inView.valueRangeReversed(now, false, Double.POSITIVE_INFINITY, true, 0, most).stream()
                .filter(tag -> tag.startsWith(prefix))
                .toList();
    }

    /** Returns the counts of tags, over all instances, since the first; of one without any, none. */
    public Map<String, Map<String, Long>> of(Collection<String> tags) {
        RBatch batch = redisson.createBatch();
        Map<String, RFuture<Map<String, String>>> asked = new HashMap<>();
        for (String tag : tags) {
            RMapAsync<String, String> map = batch.getMap(PREFIX + tag, StringCodec.INSTANCE);
            asked.put(tag, map.readAllMapAsync());
        }
        batch.execute();
        return asked.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> numbers(one.getValue().toCompletableFuture().join())));
    }

    private static Map<String, Long> numbers(Map<String, String> texts) {
        return texts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> Long.parseLong(one.getValue())));
    }

    private RScoredSortedSet<String> inView() {
        return redisson.getScoredSortedSet(IN_VIEW, StringCodec.INSTANCE);
    }
}
