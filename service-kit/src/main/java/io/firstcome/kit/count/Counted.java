package io.firstcome.kit.count;

/**
 * What is counted.
 *
 * @param tag  what it is about, such as {@code event:7}
 * @param what one of the few things that happen to it, such as {@code SOLD_OUT}
 */
public record Counted(String tag, String what) {}
