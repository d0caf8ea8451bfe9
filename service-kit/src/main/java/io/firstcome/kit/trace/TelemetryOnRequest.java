package io.firstcome.kit.trace;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Leaves out what Boot would set up for traces and for metrics that are pushed, unless it is said where they go ({@code firstcome.traces.to},
 * {@code firstcome.metrics.to}). Boot's own switch stops the sending alone: spans would still be made for every request. Exemplars are always left
 * out: each count would look for a trace, and Prometheus 2.42 refused all metrics of an instance as soon as it showed one.
 */
final class TelemetryOnRequest implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String BOOT = "org.springframework.boot.actuate.autoconfigure.";
    private static final List<String> OF_TRACES =
            List.of(BOOT + "tracing.", BOOT + "opentelemetry.", BOOT + "logging.OpenTelemetry");
    private static final List<String> NEVER = List.of(BOOT + "tracing.prometheus.");
    private static final List<String> OF_METRICS = List.of(BOOT + "metrics.export.otlp.");

    private Environment settings;

    @Override
    public void setEnvironment(Environment environment) {
        settings = environment;
    }

    @Override
    public boolean[] match(String[] configurations, AutoConfigurationMetadata metadata) {
        boolean traces = StringUtils.hasText(settings.getProperty("firstcome.traces.to"));
        boolean metrics = StringUtils.hasText(settings.getProperty("firstcome.metrics.to"));
        boolean[] wanted = new boolean[configurations.length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = !isOneOf(NEVER, configurations[i])
                    && (traces || !isOneOf(OF_TRACES, configurations[i]))
                    && (metrics || !isOneOf(OF_METRICS, configurations[i]));
        }
        return wanted;
    }

    private static boolean isOneOf(List<String> packages, String name) {
        return name != null && packages.stream().anyMatch(name::startsWith);
    }
}
