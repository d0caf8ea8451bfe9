package io.firstcome.gateway.connection;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The connections of clients.
 *
 * @param max     at once; beyond it a connection's first request is answered 503 and the connection closed. Below the limit of
 *                open files of the process
 * @param backlog that the kernel keeps until they are accepted; it takes no more than its own {@code net.core.somaxconn}
 */
@Validated
@ConfigurationProperties("firstcome.gateway.connections")
record ConnectionProperties(
        @Min(1) @Max(1_000_000) int max,
        @Min(1) @Max(1_000_000) int backlog) {}
