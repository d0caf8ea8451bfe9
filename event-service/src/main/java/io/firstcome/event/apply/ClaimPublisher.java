package io.firstcome.event.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.contracts.stock.HeldClaim;
import io.firstcome.event.catalog.Event;
import io.firstcome.kit.trace.Step;
import io.firstcome.kit.trace.Traces;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;

/** Puts claims on the log and tells which ones are there for certain. Under a breaker, so that an outage is met at once. */
@Component
public class ClaimPublisher {

    private static final Logger log = LoggerFactory.getLogger(ClaimPublisher.class);

    private final KafkaTemplate<String, byte[]> kafka;
    private final CircuitBreaker breaker;
    private final ObjectWriter json;
    private final ApplyProperties properties;
    private final PublishedMarks marks;
    private final Traces traces;

    ClaimPublisher(
            KafkaTemplate<String, byte[]> kafka,
            CircuitBreakerRegistry breakers,
            ObjectMapper json,
            ApplyProperties properties,
            PublishedMarks marks,
            Traces traces) {
        this.kafka = kafka;
        this.breaker = breakers.circuitBreaker("kafka");
        this.json = json.writerFor(ClaimGranted.class);
        this.properties = properties;
        this.marks = marks;
        this.traces = traces;
    }

    /** Returns whether it makes sense to try; false while the breaker is open. */
    boolean isAvailable() {
        return breaker.getState() != CircuitBreaker.State.OPEN;
    }

    /**
     * Claims of one event.
     *
     * @param traces of the users whose requests are traced; the others are not in it
     */
    record Claims(Event event, Collection<HeldClaim> claims, Map<Long, String> traces) {}

    /** As {@link #publish(List, long)}, of one event. */
    public List<HeldClaim> publish(Event event, List<HeldClaim> claims, long asked) {
        return publish(List.of(new Claims(event, claims, Map.of())), asked).getFirst();
    }

    /**
     * Publishes claims, waits for the acknowledgements and sees to it that stock-service learns of them. What is too old by then is not
     * handed to Kafka: Redis may have come back without it, and its unit and its rank may be another's.
     *
     * @param asked when stock-service was asked for them, by {@link System#nanoTime()}
     * @return for each event, the claims that are on the log for certain; of the others nothing is known
     */
    List<List<HeldClaim>> publish(List<Claims> byEvent, long asked) {
        int count = byEvent.stream().mapToInt(one -> one.claims.size()).sum();
        if (count == 0 || !breaker.tryAcquirePermission()) {
            return byEvent.stream().map(one -> List.<HeldClaim>of()).toList();
        }
        try (Step step = traces.here("publish").with("claims", count)) {
            return published(byEvent, count, asked);
        }
    }

    private List<List<HeldClaim>> published(List<Claims> byEvent, int count, long asked) {
        List<List<HeldClaim>> published = new ArrayList<>(byEvent.size());
        long start = System.nanoTime();
        Sending sending =
                send(byEvent, count, asked + properties.publishBefore().toNanos());
        long deadline = start + properties.publishWithin().toNanos();
        int acknowledged = 0;
        for (Claims one : byEvent) {
            List<HeldClaim> onLog = sending.awaitNext(one.claims, deadline);
            marks.add(one.event.id(), onLog);
            published.add(onLog);
            acknowledged += onLog.size();
        }
        report(sending, count - acknowledged, System.nanoTime() - start);
        return published;
    }

    private Sending send(List<Claims> byEvent, int count, long before) {
        Sending sending = new Sending(count);
        try {
            // Waits for Kafka's metadata if need be, so that handing over a claim does not.
            kafka.partitionsFor(ClaimGranted.TOPIC);
            byEvent.forEach(one -> handOver(one, before, sending));
            // All of them in one request, now: returns when they are acknowledged, or given up after the delivery
            // time-out.
            kafka.flush();
        } catch (RuntimeException e) {
            // Kafka's metadata is not there: the rest would wait for it just as long, one by one.
            sending.failure = e;
        }
        return sending;
    }

    private void handOver(Claims some, long before, Sending sending) {
        for (HeldClaim claim : some.claims) {
            byte[] message = message(some.event, claim);
            if (System.nanoTime() - before > 0) {
                sending.late = true;
                return;
            }
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(ClaimGranted.TOPIC, String.valueOf(claim.user()), message);
            String trace = some.traces.get(claim.user());
            if (trace != null) {
                record.headers().add(Traces.HEADER, trace.getBytes(StandardCharsets.US_ASCII));
            }
            sending.add(kafka.send(record));
        }
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

    private void report(Sending sending, int missing, long nanos) {
        if (sending.failure != null) {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, sending.failure);
            log.warn("{} claims were granted but not published in time", missing, sending.failure);
        } else if (sending.sent.isEmpty()) {
            breaker.releasePermission();
        } else {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        }
        if (sending.late) {
            log.warn(
                    "{} claims came too late to be published: stock-service took longer than {} (publish-before)",
                    missing,
                    properties.publishBefore());
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

    /** Claims handed over to Kafka, in order; those that could not be are missing at the end. */
    private static final class Sending {
        private final List<CompletableFuture<SendResult<String, byte[]>>> sent;
        private int next;
        private boolean late;
        private Exception failure;

        Sending(int count) {
            sent = new ArrayList<>(count);
        }

        void add(CompletableFuture<SendResult<String, byte[]>> one) {
            sent.add(one);
        }

        /** Waits for the next claims; returns those acknowledged. */
        List<HeldClaim> awaitNext(Collection<HeldClaim> claims, long deadline) {
            List<HeldClaim> acknowledged = new ArrayList<>(claims.size());
            for (HeldClaim claim : claims) {
                if (next == sent.size() || Thread.currentThread().isInterrupted()) {
                    break;
                }
                try {
                    sent.get(next++).get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                    acknowledged.add(claim);
                } catch (ExecutionException | TimeoutException e) {
                    failure = e;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    failure = e;
                }
            }
            return acknowledged;
        }
    }
}
