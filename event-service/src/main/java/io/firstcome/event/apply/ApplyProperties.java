package io.firstcome.event.apply;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How applies are handled.
 *
 * @param maxBatch      the most requests of one folded call
 * @param maxBatches    the most folded calls at once; beyond it they are refused at once
 * @param edgeFor       for how long gateways may keep a refusal
 * @param publishBefore how long after it was asked for a claim may still be handed to Kafka; stock-service's recovery counts on it
 * @param publishWithin how long to wait for Kafka's acknowledgement; longer than its delivery time-out
 * @param marksAfter    how long "is published" may wait to ride along with the next grant, before it goes alone
 * @param sweepEvery    how often claims that nobody published are looked for
 * @param sweepAfter    how old such a claim must be
 */
@Validated
@ConfigurationProperties("firstcome.apply")
record ApplyProperties(
        @Min(1) @Max(2_000) int maxBatch,
        @Min(1) int maxBatches,
        @NotNull Duration edgeFor,
        @NotNull Duration publishBefore,
        @NotNull Duration publishWithin,
        @NotNull Duration marksAfter,
        @NotNull Duration sweepEvery,
        @NotNull Duration sweepAfter) {}
