package io.firstcome.contracts.stock;

/** Sets the quantity of an event. */
public record Quantity(long quantity) {

    /** The largest quantity an event can have. */
    public static final long MAX = 10_000_000;
}
