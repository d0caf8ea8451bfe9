package io.firstcome.notification.settle;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of settling, beside those of {@code spring.kafka}.
 *
 * @param replication  copies of each partition of the topics that this service makes
 * @param retryFirst   pause before a batch is tried again for the first time
 * @param retryLongest longest such pause; it doubles up to here and stays
 */
@Validated
@ConfigurationProperties("firstcome.settle")
record SettleProperties(
        @Min(1) short replication,
        @NotNull Duration retryFirst,
        @NotNull Duration retryLongest) {}
