package io.firstcome.event.live;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.redisson.api.StreamMessageId;
import org.redisson.client.RedisException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One admin's stream: looks for new samples four times a second and passes them on, until either side has had enough. */
final class LiveStream {

    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** After so many looks without a sample a comment is sent: the line is alive, and a client that has gone is noticed. */
    private static final int SILENT_LOOKS = 20;

    /** How often it is told and asked what needs no hurry, in looks. */
    private static final int SELDOM = 4;

    private final Source source;
    private final SseEmitter emitter = new SseEmitter(0L);
    private final CountDownLatch ended = new CountDownLatch(1);
    private StreamMessageId last;

    /**
     * Where it gets what from.
     *
     * @param after     returns the samples after one
     * @param watched   keeps the event in view
     * @param isTheOne  whether the admin has no newer stream
     * @param isExpired whether the access token is over
     */
    record Source(
            Function<StreamMessageId, List<Samples.Kept>> after,
            Runnable watched,
            BooleanSupplier isTheOne,
            BooleanSupplier isExpired) {}

    LiveStream(Source source, StreamMessageId last) {
        this.source = source;
        this.last = last;
        emitter.onCompletion(ended::countDown);
        emitter.onError(gone -> ended.countDown());
    }

    SseEmitter emitter() {
        return emitter;
    }

    /** Ends it; {@link #run} returns soon. */
    void end() {
        ended.countDown();
        complete();
    }

    /** Streams until the end. */
    void run() {
        try {
            int silent = 0;
            for (int look = 0; ended.getCount() > 0; look++) {
                if (look % SELDOM == 0 && isOver()) {
                    break;
                }
                silent = passOn() ? 0 : silent + 1;
                if (silent == SILENT_LOOKS) {
                    emitter.send(SseEmitter.event().comment("nothing new"));
                    silent = 0;
                }
                if (ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        } catch (IOException | IllegalStateException gone) {
            log.debug("A stream's client has gone", gone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            complete();
        }
    }

    /** A client that goes at this very moment has ended it already, which Tomcat calls an error. */
    private void complete() {
        try {
            emitter.complete();
        } catch (IllegalStateException gone) {
            log.debug("A stream's client has gone", gone);
        }
    }

    /** While Redis is away nothing is new, and nobody can have opened another stream. */
    private boolean isOver() throws IOException {
        if (source.isExpired.getAsBoolean()) {
            return true;
        }
        try {
            source.watched.run();
            if (source.isTheOne.getAsBoolean()) {
                return false;
            }
        } catch (RedisException away) {
            return false;
        }
        emitter.send(SseEmitter.event().name("replaced").data("another stream of yours was opened"));
        return true;
    }

    private boolean passOn() throws IOException {
        List<Samples.Kept> fresh;
        try {
            fresh = source.after.apply(last);
        } catch (RedisException away) {
            return false;
        }
        for (Samples.Kept sample : fresh) {
            emitter.send(SseEmitter.event().id(sample.id().toString()).data(sample.json()));
            last = sample.id();
        }
        return !fresh.isEmpty();
    }
}
