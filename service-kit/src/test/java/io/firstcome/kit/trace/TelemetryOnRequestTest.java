package io.firstcome.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.logging.LoggersEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.otlp.OtlpMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.tracing.prometheus.PrometheusExemplarsAutoConfiguration;
import org.springframework.mock.env.MockEnvironment;

class TelemetryOnRequestTest {

    private final MockEnvironment settings =
            new MockEnvironment().withProperty("firstcome.traces.to", "").withProperty("firstcome.metrics.to", "");

    @Test
    void nothingIsSetUpUnlessItIsSaidWhereToSendIt() {
        assertThat(isWanted(OpenTelemetryTracingAutoConfiguration.class)).isFalse();
        assertThat(isWanted(OpenTelemetryAutoConfiguration.class)).isFalse();
        assertThat(isWanted(OtlpMetricsExportAutoConfiguration.class)).isFalse();
    }

    @Test
    void exemplarsAreNeverSetUp() {
        settings.setProperty("firstcome.traces.to", "http://localhost:4318/v1/traces");

        assertThat(isWanted(PrometheusExemplarsAutoConfiguration.class)).isFalse();
    }

    @Test
    void othersAreLeftAlone() {
        assertThat(isWanted(PrometheusMetricsExportAutoConfiguration.class)).isTrue();
        assertThat(isWanted(LoggersEndpointAutoConfiguration.class)).isTrue();
    }

    @Test
    void tracesAndMetricsAreAskedForSeparately() {
        settings.setProperty("firstcome.traces.to", "http://localhost:4318/v1/traces");

        assertThat(isWanted(OpenTelemetryTracingAutoConfiguration.class)).isTrue();
        assertThat(isWanted(OtlpMetricsExportAutoConfiguration.class)).isFalse();

        settings.setProperty("firstcome.metrics.to", "http://localhost:4318/v1/metrics");

        assertThat(isWanted(OtlpMetricsExportAutoConfiguration.class)).isTrue();
    }

    private boolean isWanted(Class<?> configuration) {
        TelemetryOnRequest filter = new TelemetryOnRequest();
        filter.setEnvironment(settings);
        return filter.match(new String[] {configuration.getName()}, null)[0];
    }
}
