package io.firstcome.kit.registry;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How instances of services are found.
 *
 * @param kind    by what
 * @param names   with DNS: the services, each of which has a name of the same text
 * @param port    with DNS: where all instances listen
 * @param refresh with DNS: how often the names are looked up
 */
@Validated
@ConfigurationProperties("firstcome.registry")
record RegistryProperties(
        @NotNull Kind kind,
        @NotEmpty List<@NotBlank String> names,
        @Min(1) @Max(65535) int port,
        @NotNull Duration refresh) {

    /** By what instances are found. */
    enum Kind {
        /** Each registers, and reads who is there. */
        EUREKA,
        /** The name of a service resolves to the addresses of its instances, as that of a headless Service of Kubernetes does. */
        DNS
    }
}
