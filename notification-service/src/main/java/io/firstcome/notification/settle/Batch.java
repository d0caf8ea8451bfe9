package io.firstcome.notification.settle;

import io.firstcome.contracts.claim.ClaimGranted;
import io.firstcome.notification.failure.FailedRecord;
import io.firstcome.notification.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One poll's records, sorted into claims and what is none.
 *
 * @param claims        those that can be read
 * @param sources       the record of each claim, at the same place
 * @param poison        the others, ready to be put down
 * @param poisonSources the record of each of them, at the same place
 */
record Batch(
        List<ClaimGranted> claims,
        List<ConsumerRecord<byte[], byte[]>> sources,
        List<FailedRecord> poison,
        List<ConsumerRecord<byte[], byte[]>> poisonSources) {

    /** Sorts records. */
    static Batch of(List<ConsumerRecord<byte[], byte[]>> records, ClaimReader reader) {
        Batch batch = new Batch(
                new ArrayList<>(records.size()), new ArrayList<>(records.size()), new ArrayList<>(), new ArrayList<>());
        for (ConsumerRecord<byte[], byte[]> source : records) {
            switch (reader.read(source.value())) {
                case Reading.Claim read -> {
                    batch.claims.add(read.claim());
                    batch.sources.add(source);
                }
                case Reading.Poison unreadable -> {
                    batch.poison.add(failed(source, FailureKind.POISON, null, unreadable.cause()));
                    batch.poisonSources.add(source);
                }
            }
        }
        return batch;
    }

    /** Returns how many records it has. */
    int size() {
        return claims.size() + poison.size();
    }

    /** Returns the failure of the claim at a place. */
    FailedRecord failed(int place, FailureKind kind, String cause) {
        return failed(sources.get(place), kind, claims.get(place), cause);
    }

    private static FailedRecord failed(
            ConsumerRecord<byte[], byte[]> source, FailureKind kind, ClaimGranted claim, String cause) {
        return new FailedRecord(
                kind,
                source.topic(),
                source.partition(),
                source.offset(),
                claim == null ? null : claim.eventId(),
                claim == null ? null : claim.user(),
                source.value(),
                cause);
    }
}
