package io.firstcome.event.catalog;

import io.firstcome.contracts.fold.EdgeSignals;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells the gateways that what they keep about an event is no longer true. */
@Component
public class EdgeNews {

    private static final Logger log = LoggerFactory.getLogger(EdgeNews.class);

    private final RedissonClient redisson;
    private final Executor whenAllFollow;

    EdgeNews(RedissonClient redisson, @Value("${firstcome.catalog.refresh}") Duration refresh) {
        this.redisson = redisson;
        this.whenAllFollow = CompletableFuture.delayedExecutor(2 * refresh.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Ends all kept answers about the event: at once, and again when every instance of event-service follows the change,
     * since until then one may give an old answer that a gateway keeps. Not being heard is no fault: kept answers end by
     * themselves within a second.
     */
    public void endAnswers(Event event) {
        publish(event.tag());
        whenAllFollow.execute(() -> publish(event.tag()));
    }

    private void publish(String tag) {
        redisson.getTopic(EdgeSignals.ENDED_ANSWERS, StringCodec.INSTANCE)
                .publishAsync(tag)
                .exceptionally(e -> {
                    log.warn("The gateways could not be told that answers about {} have ended: {}", tag, e.toString());
                    return null;
                });
    }
}
