package io.firstcome.auth.code;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of codes.
 *
 * @param validFor                 how long a code may be used
 * @param tries                    how many wrong codes are looked at before the right one is dead too
 * @param coolDown                 how long one address waits for its next code
 * @param perAddressPerHour        how many codes one address gets per hour
 * @param sendsPerClientPerMinute  how many codes one client address may ask for per minute
 * @param checksPerClientPerMinute how many codes one client address may try per minute
 */
@Validated
@ConfigurationProperties(prefix = "firstcome.code", ignoreUnknownFields = false)
record CodeProperties(
        @NotNull @DurationMin(millis = 1) Duration validFor,
        @Min(1) @Max(100) int tries,
        @NotNull @DurationMin(millis = 1) Duration coolDown,
        @Min(1) int perAddressPerHour,
        @Min(1) int sendsPerClientPerMinute,
        @Min(1) int checksPerClientPerMinute) {}
