package io.firstcome.auth.token;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of tokens.
 *
 * @param signingKeyFile PEM files, separated by commas; may be empty when {@code signingKey} is not
 * @param signingKey     the PEM itself; wins over the files
 * @param accessFor      life of an access token
 * @param sessionFor     life of a session from its login on
 * @param keysKeptFor    how long others may keep the published keys
 * @param purgeEvery     how often ended sessions are deleted
 * @param purgeLimit     how many sessions one statement deletes at most
 */
@Validated
@ConfigurationProperties(prefix = "firstcome.token", ignoreUnknownFields = false)
record TokenProperties(
        @NotNull String signingKeyFile,
        @NotNull String signingKey,
        @NotNull @DurationMin(seconds = 1) Duration accessFor,
        @NotNull @DurationMin(seconds = 1) Duration sessionFor,
        @NotNull @DurationMin(seconds = 0) Duration keysKeptFor,
        @NotNull @DurationMin(seconds = 1) Duration purgeEvery,
        @Min(1) @Max(10_000) int purgeLimit) {

    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "TokenProperties[…]";
    }
}
