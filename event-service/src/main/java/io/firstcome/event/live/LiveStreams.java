package io.firstcome.event.live;

import io.firstcome.contracts.problem.ProblemCode;
import io.firstcome.event.catalog.Event;
import io.firstcome.kit.caller.Caller;
import io.firstcome.kit.count.SharedCounts;
import io.firstcome.kit.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.api.StreamMessageId;
import org.redisson.client.codec.StringCodec;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The streams of this instance, each with a virtual thread of its own, so that an admin with a slow line holds up nobody. Which stream is an admin's one is
 * kept in Redis, since the next may be opened on another instance. They end as soon as the process is to end: it would otherwise wait for
 * them as for any request in flight, and callers find another instance the sooner.
 */
@Component
class LiveStreams implements SmartLifecycle {

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration REMEMBERED = Duration.ofMinutes(20);

    private final Samples samples;
    private final SharedCounts counts;
    private final RedissonClient redisson;
    private final Clock clock;
    private final Map<String, LiveStream> open = new ConcurrentHashMap<>();
    private volatile boolean running;

    LiveStreams(Samples samples, SharedCounts counts, RedissonClient redisson, Clock clock) {
        this.samples = samples;
        this.counts = counts;
        this.redisson = redisson;
        this.clock = clock;
    }

    /**
     * Opens a stream, which takes the place of the admin's last one.
     *
     * @param last the last sample that the admin has; null for none
     */
    SseEmitter open(Event event, Caller admin, StreamMessageId last) {
        if (!running) {
            throw ProblemException.tryAgain(ProblemCode.UNAVAILABLE, RETRY, "This instance is about to end.", null);
        }
        String id = UUID.randomUUID().toString();
        RBucket<String> theOne = redisson.getBucket("live:stream:" + admin.user(), StringCodec.INSTANCE);
        theOne.set(id, REMEMBERED);
        counts.watch(event.tag());
        LiveStream stream = new LiveStream(
                new LiveStream.Source(
                        from -> samples.after(event.id(), from),
                        () -> counts.watch(event.tag()),
                        () -> id.equals(theOne.get()),
                        () -> !clock.instant().isBefore(admin.expiresAt())),
                last);
        open.put(id, stream);
        Thread.ofVirtual().name("live-" + id).start(() -> {
            try {
                stream.run();
            } finally {
                open.remove(id);
            }
        });
        if (!running) {
            stream.end();
        }
        return stream.emitter();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.values().forEach(LiveStream::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Among the first to stop, before the web server waits for what is in flight. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
