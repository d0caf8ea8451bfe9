package io.firstcome.gateway.caller;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How tokens are verified.
 *
 * @param keys          where the JWK set is, {@code http://<service>/<path>}; the service is found in the registry
 * @param keysTimeout   for one fetch of it
 * @param keysRefresh   how often it is fetched again, so that withdrawn keys go
 * @param remembered    how many verified tokens are kept in memory
 * @param rememberedFor how long a verified token is believed without looking at its signature again
 * @param refusedRemembered how many refused tokens are kept in memory
 */
@Validated
@ConfigurationProperties("firstcome.gateway.tokens")
record TokenProperties(
        @NotBlank String keys,
        @NotNull Duration keysTimeout,
        @NotNull Duration keysRefresh,
        @Min(0) int remembered,
        @NotNull Duration rememberedFor,
        @Min(0) int refusedRemembered) {}
