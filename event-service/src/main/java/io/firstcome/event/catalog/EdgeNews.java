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

    /**
     * Ends all kept answers about the event; to be called when the change is made. Another instance of event-service may give an old
     * answer until it follows; the gateways know it by its revision and do not keep it. Not being heard is no fault: kept
     * answers end by themselves within a second.
     *
     * @param event with the revision from which answers count
     */
    public void endAnswers(Event event) {
        redisson.getTopic(EdgeSignals.ENDED_ANSWERS, StringCodec.INSTANCE)
                .publishAsync(event.endedAnswers().toString())
                .exceptionally(e -> {
                    log.warn("The gateways could not be told of a change of event {}: {}", event.id(), e.toString());
                    return null;
                });
    }
}
