package io.firstcome.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelBaggageManager;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracesTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final String ANOTHER = "00-1af7651916cd43dd8448eb211c80319c-c7ad6b7169203331-01";

    private final List<SpanData> recorded = new ArrayList<>();

    @Test
    void withoutATracerNothingIsTraced() {
        Traces off = new Traces(null);

        assertThat(off.isOn()).isFalse();
        assertThat(off.begin("apply")).isSameAs(Step.NONE);
        assertThat(off.follow("batch", PARENT)).isSameAs(Step.NONE);
        assertThat(off.here("publish")).isSameAs(Step.NONE);
        assertThat(off.current()).isNull();
        assertThat(Step.NONE.parent()).isNull();
    }

    @Test
    void whatIsNotChosenIsNotTraced() {
        assertThat(traces(0).begin("apply")).isSameAs(Step.NONE);
        assertThat(recorded).isEmpty();
    }

    @Test
    void stepsFollowEachOtherThroughATextAlone() {
        Traces traces = traces(1);
        String told;
        try (Step apply = traces.begin("apply")) {
            told = apply.parent();
        }

        // Somewhere else, where nothing begins by itself.
        try (Step settle = traces(0).follow("settle", told).with("rank", 7)) {
            assertThat(settle.isTraced()).isTrue();
        }

        assertThat(recorded).hasSize(2);
        SpanData settle = recorded.getLast();
        assertThat(settle.getTraceId()).isEqualTo(recorded.getFirst().getTraceId());
        assertThat(settle.getParentSpanId()).isEqualTo(recorded.getFirst().getSpanId());
        assertThat(settle.getAttributes().asMap().toString()).contains("rank=7");
    }

    @Test
    void aStepForSeveralNamesTheOthers() {
        traces(1).follow("batch", PARENT, List.of(ANOTHER, "not a trace")).close();

        SpanData batch = recorded.getFirst();
        assertThat(batch.getTraceId()).isEqualTo(TRACE);
        assertThat(batch.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(ANOTHER)
                        .contains(
                                link.getSpanContext().getTraceId(),
                                link.getSpanContext().getSpanId()));
    }

    @Test
    void whatSaysNoTraceIsOfNoTrace() {
        Traces traces = traces(1);

        assertThat(traces.follow("settle", null)).isSameAs(Step.NONE);
        assertThat(traces.follow("settle", "")).isSameAs(Step.NONE);
        assertThat(traces.follow("settle", PARENT.replace("-01", "-00"))).isSameAs(Step.NONE);
        assertThat(traces.follow("settle", PARENT.toUpperCase())).isSameAs(Step.NONE);
    }

    @Test
    void whatThisThreadIsAtCanBeGoneOnFrom() {
        Tracer tracer = tracer(1);
        Traces traces = new Traces(tracer);
        var request = tracer.nextSpan().name("request").start();
        try (var scope = tracer.withSpan(request)) {
            assertThat(traces.current()).contains(request.context().spanId());
            traces.here("publish").close();
        }

        assertThat(recorded.getFirst().getParentSpanId())
                .isEqualTo(request.context().spanId());
        assertThat(traces.current()).isNull();
    }

    private Traces traces(double share) {
        return new Traces(tracer(share));
    }

    private Tracer tracer(double share) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
                .addSpanProcessor(SimpleSpanProcessor.create(new Recorder()))
                .build();
        OtelCurrentTraceContext current = new OtelCurrentTraceContext();
        return new OtelTracer(
                provider.get("test"), current, event -> {}, new OtelBaggageManager(current, List.of(), List.of()));
    }

    private final class Recorder implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            recorded.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
