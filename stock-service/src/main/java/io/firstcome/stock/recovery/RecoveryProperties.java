package io.firstcome.stock.recovery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How stocks are rebuilt.
 *
 * @param watchEvery    how often to look whether Redis is another than it was
 * @param quietFor      how long after nothing is granted any more the end of the log is read: until then a claim that was granted before may
 *                      be on its way there
 * @param retryOutage   when to try again after something that is needed was away
 * @param retryConflict when to try again after what was found did not fit together
 * @param kafka         {@code host:port,…} of the log
 * @param settledBy     the consumer group that settles claims; what it has committed is in MySQL
 * @param page          how many settled claims to ask for at once
 */
@Validated
@ConfigurationProperties("stock.recovery")
record RecoveryProperties(
        @NotNull Duration watchEvery,
        @NotNull Duration quietFor,
        @NotNull Duration retryOutage,
        @NotNull Duration retryConflict,
        @NotBlank String kafka,
        @NotBlank String settledBy,
        @Min(1) @Max(10_000) int page) {}
