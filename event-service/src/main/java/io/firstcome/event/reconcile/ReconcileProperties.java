package io.firstcome.event.reconcile;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How stores are counted against each other.
 *
 * @param every     how often
 * @param lookAgain how soon again when they differ; and how old a claim must be that only one of them has, before it counts as drift
 */
@Validated
@ConfigurationProperties("firstcome.reconcile")
record ReconcileProperties(@NotNull Duration every, @NotNull Duration lookAgain) {}
