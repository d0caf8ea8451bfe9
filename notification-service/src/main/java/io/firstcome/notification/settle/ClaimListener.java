package io.firstcome.notification.settle;

import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.kit.trace.Traces;
import io.firstcome.notification.failure.FailedRecord;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Takes what the log brings. Its order is what keeps a promise kept: commit in MySQL, then dead letters acknowledged by
 * Kafka, then (by the container, when this returns) the offsets. Dying between any two makes a batch come again, which
 * changes nothing. Whatever it throws is an outage, and the batch is tried again.
 */
@Component
class ClaimListener {

    /** The id of the listener container. */
    static final String ID = "claims";

    private static final Logger log = LoggerFactory.getLogger(ClaimListener.class);

    private final ClaimReader reader;
    private final Settling settling;
    private final DeadLetters deadLetters;
    private final SettleMetrics metrics;
    private final Traces traces;

    ClaimListener(
            ClaimReader reader, Settling settling, DeadLetters deadLetters, SettleMetrics metrics, Traces traces) {
        this.reader = reader;
        this.settling = settling;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.traces = traces;
    }

    @KafkaListener(id = ID, idIsGroup = false, topics = ClaimGranted.TOPIC)
    void receive(List<ConsumerRecord<byte[], byte[]>> records) {
        Batch batch = Batch.of(records, reader);
        List<Verdict> verdicts = settled(batch);
        deadLetters.send(batch);
        metrics.count(batch, verdicts);
        report(batch, verdicts);
    }

    private List<Verdict> settled(Batch batch) {
        try (TracedClaims traced = TracedClaims.of(batch, traces)) {
            try {
                return metrics.timed(() -> settling.settle(batch, traced.parents()));
            } catch (RuntimeException e) {
                traced.failed(e);
                throw e;
            }
        }
    }

    private static void report(Batch batch, List<Verdict> verdicts) {
        for (FailedRecord poison : batch.poison()) {
            log.error("Poison at {}-{}@{}: {}", poison.topic(), poison.partition(), poison.offset(), poison.cause());
        }
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i) instanceof Verdict.Conflict conflict) {
                ConsumerRecord<byte[], byte[]> source = batch.sources().get(i);
                log.error(
                        "INVARIANT BROKEN upstream, claim not settled: {} ({}-{}@{})",
                        conflict.cause(),
                        source.topic(),
                        source.partition(),
                        source.offset());
            }
        }
    }
}
