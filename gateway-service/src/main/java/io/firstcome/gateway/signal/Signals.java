package io.firstcome.gateway.signal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.api.listener.StatusListener;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Follows channels of Redis publish/subscribe, for as long as the gateway runs. While Redis is away the gateway goes on with
 * what it knows; that is logged once, and so is Redis coming back.
 */
@Component
public final class Signals {

    private static final Logger log = LoggerFactory.getLogger(Signals.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RedissonClient redis;

    Signals(RedissonClient redis) {
        this.redis = redis;
    }

    /**
     * Follows a channel; returns at once.
     *
     * @param channel    its name
     * @param message    takes each message, a plain string
     * @param subscribed runs at every subscription, the first one and those after a lost connection, before which messages may
     *                   have been missed. It may block and may throw: then it is run again after a second
     */
    public void follow(String channel, Consumer<String> message, Runnable subscribed) {
        AtomicBoolean away = new AtomicBoolean();
        Mono<Void> catchUp = untilItWorks(channel, away, subscribed);
        untilItWorks(channel, away, () -> subscribe(channel, message, catchUp))
                .then(catchUp)
                .subscribe();
    }

    private void subscribe(String channel, Consumer<String> message, Mono<Void> catchUp) {
        RTopic topic = redis.getTopic(channel, StringCodec.INSTANCE);
        topic.addListener(String.class, (name, text) -> message.accept(text));
        // Tells of later subscriptions, after a lost connection; of the first one, which it may have missed, the caller
        // knows.
        topic.addListener(new StatusListener() {
            @Override
            public void onSubscribe(String name) {
                catchUp.subscribe();
            }

            @Override
            public void onUnsubscribe(String name) {}
        });
    }

    private static Mono<Void> untilItWorks(String channel, AtomicBoolean away, Runnable attempt) {
        return Mono.<Void>fromRunnable(attempt)
                .subscribeOn(Schedulers.boundedElastic())
                .doOnSuccess(done -> {
                    if (away.compareAndSet(true, false)) {
                        log.info("{} is followed again", channel);
                    }
                })
                .doOnError(e -> {
                    if (away.compareAndSet(false, true)) {
                        log.warn("{} cannot be followed, going on with what is known: {}", channel, e.toString());
                    }
                })
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE));
    }
}
