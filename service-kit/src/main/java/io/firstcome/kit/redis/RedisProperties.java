package io.firstcome.kit.redis;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How Redis is reached.
 *
 * @param url            {@code redis://[user:password@]host:port}, {@code rediss://} for TLS; of a cluster one or several of its nodes,
 *                       separated by commas
 * @param cluster        whether it is a Redis Cluster
 * @param connectTimeout for a new connection
 * @param timeout        for one command; a command is never sent twice by itself
 * @param threads        of the client, and as many for its network
 * @param minConnections kept open
 * @param maxConnections at most
 */
@Validated
@ConfigurationProperties("firstcome.redis")
public record RedisProperties(
        @NotBlank String url,
        boolean cluster,
        @NotNull Duration connectTimeout,
        @NotNull Duration timeout,
        @Min(1) int threads,
        @Min(1) int minConnections,
        @Min(1) int maxConnections) {}
