package io.firstcome.kit.trace;

import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes the steps of traces. What the frameworks trace by themselves (a request that a service receives) is not made here, but may be
 * gone on from. Without a tracer every step is {@link Step#NONE}, which costs the reading of a field.
 */
public final class Traces {

    /** W3C's header that says which step a call or a message follows. */
    public static final String HEADER = "traceparent";

    /** For those that are recorded; the others need not be handed on. */
    private static final Pattern SAMPLED = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-01");

    private static final int TRACE_ID = 3;
    private static final int SPAN_ID = 36;
    private static final int FLAGS = 53;

    private final Tracer tracer;

    /** @param tracer that records, or null when nothing is traced */
    public Traces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Returns whether anything is traced. */
    public boolean isOn() {
        return tracer != null;
    }

    /** Begins a trace, if this one is chosen to be recorded. */
    public Step begin(String name) {
        return tracer == null
                ? Step.NONE
                : Step.of(tracer.spanBuilder()
                        .setNoParent()
                        .kind(Span.Kind.SERVER)
                        .name(name)
                        .start());
    }

    /**
     * Begins a step that follows another.
     *
     * @param parent what {@link Step#parent()} told; null, or anything else that it would not tell, is of no trace
     */
    public Step follow(String name, String parent) {
        return follow(name, parent, List.of());
    }

    /**
     * Begins a step that is done for several at once: it belongs to the trace of one of them and names the others.
     *
     * @param others as {@code parent}
     */
    public Step follow(String name, String parent, List<String> others) {
        if (tracer == null || !isParent(parent)) {
            return Step.NONE;
        }
        Span.Builder step = tracer.spanBuilder().setParent(context(parent)).name(name);
        others.stream().filter(Traces::isParent).forEach(other -> step.addLink(new Link(context(other))));
        return Step.of(step.start());
    }

    /** Begins a step within what this thread is at. */
    public Step here(String name) {
        return follow(name, current());
    }

    /** Returns what this thread is at, as {@link Step#parent()} does; null when that is not recorded. */
    public String current() {
        Span span = tracer == null ? null : tracer.currentSpan();
        return span != null && Boolean.TRUE.equals(span.context().sampled()) ? parent(span.context()) : null;
    }

    static String parent(TraceContext context) {
        return "00-" + context.traceId() + "-" + context.spanId() + "-01";
    }

    private static boolean isParent(String text) {
        return text != null && SAMPLED.matcher(text).matches();
    }

    private TraceContext context(String parent) {
        return tracer.traceContextBuilder()
                .traceId(parent.substring(TRACE_ID, SPAN_ID - 1))
                .spanId(parent.substring(SPAN_ID, FLAGS - 1))
                .sampled(true)
                .build();
    }
}
