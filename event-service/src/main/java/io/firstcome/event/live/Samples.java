package io.firstcome.event.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.StreamMessageId;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.client.codec.StringCodec;
import org.springframework.stereotype.Component;

/**
 * The samples of the last five minutes of each event that is in view, as a stream in Redis: whichever instance took them, every instance can tell
 * them, and whoever opens the panel sees what was.
 */
@Component
class Samples {

    /** Of one event: five minutes of them. */
    private static final int MOST = 300;

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final String SAMPLE = "sample";

    private final RedissonClient redisson;

    Samples(RedissonClient redisson) {
        this.redisson = redisson;
    }

    /** A sample as JSON; the id grows with time. */
    record Kept(StreamMessageId id, String json) {}

    /** Claims a second for this instance; of all instances, one gets it. */
    boolean isMyTurn(long epochSecond) {
        return redisson.getBucket("live:turn:" + epochSecond, StringCodec.INSTANCE)
                .setIfAbsent("taken", Duration.ofSeconds(10));
    }

    void add(long eventId, String json) {
        RStream<String, String> stream = of(eventId);
        stream.add(StreamAddArgs.entry(SAMPLE, json).trim().maxLen(MOST).noLimit());
        stream.expire(KEPT);
    }

    /** Returns the samples of an event after one of them, or all that are kept when that is null. */
    List<Kept> after(long eventId, StreamMessageId last) {
        StreamMessageId from =
                last == null ? StreamMessageId.MIN : new StreamMessageId(last.getId0(), last.getId1() + 1);
        Map<StreamMessageId, Map<String, String>> found = of(eventId).range(MOST, from, StreamMessageId.MAX);
        List<Kept> samples = new ArrayList<>(found.size());
        found.forEach((id, fields) -> samples.add(new Kept(id, fields.get(SAMPLE))));
        return samples;
    }

    private RStream<String, String> of(long eventId) {
        return redisson.getStream("live:event:" + eventId, StringCodec.INSTANCE);
    }
}
