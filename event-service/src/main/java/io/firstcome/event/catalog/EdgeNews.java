package io.firstcome.event.catalog;

import io.firstcome.contracts.fold.EdgeSignals;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells the gateways that what they keep about an event is no longer true. */
@Component
public class EdgeNews {

    private static final Logger log = LoggerFactory.getLogger(EdgeNews.class);

    private final RedissonClient redisson;

    EdgeNews(RedissonClient redisson) {
        this.redisson = redisson;
    }

    /** Ends all kept answers about the event. Not being heard is no fault: kept answers end by themselves within a second. */
    public void endAnswers(Event event) {
        redisson.getTopic(EdgeSignals.ENDED_ANSWERS, StringCodec.INSTANCE)
                .publishAsync(event.tag())
                .exceptionally(e -> {
                    log.warn(
                            "The gateways could not be told that answers about {} have ended: {}",
                            event.tag(),
                            e.toString());
                    return null;
                });
    }
}
