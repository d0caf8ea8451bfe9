package io.firstcome.stock.grant;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

/**
 * How units are granted.
 *
 * @param strategy {@code script} (one script per batch) or {@code redisson-lock} (a distributed lock per batch)
 * @param maxBatch the most applicants, and the most published claims, of one call
 */
@Validated
@ConfigurationProperties("stock")
record GrantProperties(
        @NotNull @Name("allocation") Strategy strategy,
        @Min(1) @Max(3_000) int maxBatch) {

    enum Strategy {
        SCRIPT,
        REDISSON_LOCK
    }
}
