package io.firstcome.contracts.stock;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The stock of one event at one moment.
 *
 * @param eventId     the event
 * @param quantity    how many units there are
 * @param granted     how many of them are taken
 * @param unpublished how many of the granted claims are not known to be on the log yet
 */
public record StockLevel(long eventId, long quantity, long granted, long unpublished) {

    /** Returns how many units can still be taken; never negative. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public long remaining() {
        return Math.max(0, quantity - granted);
    }
}
