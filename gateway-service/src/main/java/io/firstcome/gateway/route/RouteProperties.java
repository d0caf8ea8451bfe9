package io.firstcome.gateway.route;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What holds for all routed requests.
 *
 * @param maxBody of a request
 */
@Validated
@ConfigurationProperties("firstcome.gateway.routed")
record RouteProperties(@NotNull DataSize maxBody) {}
