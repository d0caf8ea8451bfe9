package io.firstcome.gateway.rate;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The rates. Answers told from memory are not counted.
 *
 * @param foldedPerUser    of one user on the folded routes
 * @param foldedPerAddress of one client address on the folded routes; a school or a mobile network may be one address
 * @param routedPerUser    of one user on the other paths that need a token
 * @param readsPerAddress  of one client address on what anyone may read from a service, such as {@code /api/events}
 * @param authPerAddress   of one client address on {@code /api/auth/**}
 * @param remembered       users and addresses kept in memory, per rate
 */
@Validated
@ConfigurationProperties("firstcome.gateway.rates")
record RateProperties(
        @NotNull @Valid Rate foldedPerUser,
        @NotNull @Valid Rate foldedPerAddress,
        @NotNull @Valid Rate routedPerUser,
        @NotNull @Valid Rate readsPerAddress,
        @NotNull @Valid Rate authPerAddress,
        @Min(1) int remembered) {

    /**
     * @param perSecond sustained rate; 0 means unlimited
     * @param burst     how many at once after a pause
     */
    record Rate(
            @Min(0) @Max(1_000_000) int perSecond,
            @Min(1) @Max(1_000_000) int burst) {}
}
