package io.firstcome.kit.trace;

import io.micrometer.tracing.Span;

/** One step of a trace, under way until it is closed. {@link #NONE} stands for a step that nobody traces. */
public final class Step implements AutoCloseable {

    /** Of no trace: does nothing and hands nothing on. */
    public static final Step NONE = new Step(null);

    private final Span span;

    private Step(Span span) {
        this.span = span;
    }

    /** Returns the step of a span that was started, or {@link #NONE} when it is not recorded. */
    static Step of(Span span) {
        return Boolean.TRUE.equals(span.context().sampled()) ? new Step(span) : NONE;
    }

    /** Returns whether anybody traces it. */
    public boolean isTraced() {
        return span != null;
    }

    /** Returns what makes other steps follow this one, in this process or another, as W3C's header {@code traceparent} has it; null when not traced. */
    public String parent() {
        return span == null ? null : Traces.parent(span.context());
    }

    /** Adds something worth knowing. */
    public Step with(String name, long value) {
        if (span != null) {
            span.tag(name, value);
        }
        return this;
    }

    /** Notes that it went wrong. */
    public void failed(Throwable cause) {
        if (span != null) {
            span.error(cause);
        }
    }

    /** Ends it. */
    @Override
    public void close() {
        if (span != null) {
            span.end();
        }
    }
}
