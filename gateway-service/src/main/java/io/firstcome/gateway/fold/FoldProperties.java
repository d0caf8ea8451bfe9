package io.firstcome.gateway.fold;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The routes that are folded.
 *
 * @param folds each with its own line and its own limits
 */
@Validated
@ConfigurationProperties("firstcome.gateway")
record FoldProperties(@NotNull List<@Valid Route> folds) {

    /**
     * One folded route.
     *
     * @param path      of the public request, exact
     * @param method    of the public request; the same path with another method is not folded
     * @param service   that answers, by its name in the registry
     * @param batchPath of its endpoint that takes a list of calls and returns a list of answers
     * @param maxBody   of one request's body
     * @param limits    of the fold
     */
    record Route(
            @NotBlank String path,
            @NotNull HttpMethod method,
            @NotBlank String service,
            @NotBlank String batchPath,
            @DefaultValue("2KB") @NotNull DataSize maxBody,
            @DefaultValue @NotNull @Valid Limits limits) {}

    /**
     * What keeps a fold bounded.
     *
     * @param maxBatch    calls that go together at most
     * @param maxUnderWay batches under way at once at most
     * @param maxWaiting  requests in line at most; beyond it they are refused
     * @param maxWait     the longest a request stands in line; who has to expect his answer later than that is refused on arrival
     * @param timeout     of a request, from its arrival to its answer; a batch gets what is left of it, and half of it at least
     */
    record Limits(
            @DefaultValue("512") @Min(1) @Max(10_000) int maxBatch,
            @DefaultValue("2") @Min(1) @Max(64) int maxUnderWay,
            @DefaultValue("20000") @Min(1) @Max(1_000_000) int maxWaiting,

            @DefaultValue("1500ms") @NotNull @DurationMin(millis = 10) @DurationMax(seconds = 60)
            Duration maxWait,

            @DefaultValue("5s") @NotNull @DurationMin(millis = 10) @DurationMax(seconds = 60)
            Duration timeout) {}
}
