package io.firstcome.event.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.event.catalog.Event;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;

/** Puts claims on the log and tells which ones are there for certain. Under a breaker, so that an outage is met at once. */
@Component
class ClaimPublisher {

    private static final Logger log = LoggerFactory.getLogger(ClaimPublisher.class);

    private final KafkaTemplate<String, byte[]> kafka;
    private final CircuitBreaker breaker;
    private final ObjectWriter json;
    private final ApplyProperties properties;
    private final PublishedMarks marks;

    ClaimPublisher(
            KafkaTemplate<String, byte[]> kafka,
            CircuitBreakerRegistry breakers,
            ObjectMapper json,
            ApplyProperties properties,
            PublishedMarks marks) {
        this.kafka = kafka;
        this.breaker = breakers.circuitBreaker("kafka");
        this.json = json.writerFor(ClaimGranted.class);
        this.properties = properties;
        this.marks = marks;
    }

    /** Returns whether it makes sense to try; false while the breaker is open. */
    boolean isAvailable() {
        return breaker.getState() != CircuitBreaker.State.OPEN;
    }

    /**
     * Publishes claims, waits for the acknowledgements and sees to it that stock-service learns of them.
     *
     * @return the claims that are on the log for certain; of the others nothing is known
     */
    List<HeldClaim> publish(Event event, List<HeldClaim> claims) {
        if (claims.isEmpty() || !breaker.tryAcquirePermission()) {
            return List.of();
        }
        long start = System.nanoTime();
        List<CompletableFuture<SendResult<String, byte[]>>> sent = new ArrayList<>(claims.size());
        Exception failure = null;
        try {
            for (HeldClaim claim : claims) {
                sent.add(kafka.send(ClaimGranted.TOPIC, String.valueOf(claim.user()), message(event, claim)));
            }
            // All of them in one request, now: returns when they are acknowledged, or given up after the delivery
            // time-out.
            kafka.flush();
        } catch (RuntimeException e) {
            // Kafka's metadata is not there: the rest would wait for it just as long, one by one.
            failure = e;
        }
        List<HeldClaim> published = new ArrayList<>(claims.size());
        long deadline = start + properties.publishWithin().toNanos();
        for (int i = 0; i < sent.size(); i++) {
            try {
                sent.get(i).get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                published.add(claims.get(i));
            } catch (ExecutionException | TimeoutException e) {
                failure = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = e;
                break;
            }
        }
        report(failure, claims.size() - published.size(), event, System.nanoTime() - start);
        marks.add(event.id(), published);
        return published;
    }

    /** Connects before the first user needs it. */
    @EventListener(ApplicationReadyEvent.class)
    void connect() {
        Thread.startVirtualThread(() -> {
            try {
                kafka.partitionsFor(ClaimGranted.TOPIC);
            } catch (RuntimeException e) {
                log.warn("Kafka is not there yet: {}", e.toString());
            }
        });
    }

    private void report(Exception failure, int missing, Event event, long nanos) {
        if (failure == null) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
            log.warn("{} claims of event {} were granted but not published in time", missing, event.id(), failure);
        }
    }

    private byte[] message(Event event, HeldClaim claim) {
        try {
            return json.writeValueAsBytes(new ClaimGranted(
                    event.id(),
                    event.name(),
                    claim.user(),
                    claim.rank(),
                    claim.unit(),
                    claim.language(),
                    claim.grantedAt()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
