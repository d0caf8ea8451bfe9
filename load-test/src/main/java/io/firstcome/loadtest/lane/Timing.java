package io.firstcome.loadtest.lane;

/** When a request was sent and when its answer was there, both by {@link System#nanoTime}. */
public record Timing(long sentNanos, long answeredNanos) {}
