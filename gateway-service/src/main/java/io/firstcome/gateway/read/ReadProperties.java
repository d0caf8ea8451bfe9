package io.firstcome.gateway.read;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What is shared by those who read.
 *
 * @param folder  a path; it and what lies directly in it is shared
 * @param service whose it is
 * @param keep    how long an answer is told, from the question on
 * @param timeout of a question
 */
@Validated
@ConfigurationProperties("firstcome.gateway.shared-reads")
record ReadProperties(
        @NotNull @Pattern(regexp = "(/[a-z-]+)+") String folder,
        @NotNull String service,

        @NotNull @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration keep,

        @NotNull @DurationMin(millis = 100) Duration timeout) {}
