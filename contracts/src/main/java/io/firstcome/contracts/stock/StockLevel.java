package io.firstcome.contracts.stock;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The stock of one event at one moment.
 *
 * @param eventId       the event
 * @param quantity      how many units there are
 * @param granted       how many of them are taken; as far as is known while the event is closed
 * @param unpublished   how many of the granted claims are not known to be on the log yet; likewise
 * @param closedBecause why nothing is granted at present, in English for an admin; null when units are granted
 */
public record StockLevel(long eventId, long quantity, long granted, long unpublished, String closedBecause) {

    /** A stock that units are granted from. */
    public StockLevel(long eventId, long quantity, long granted, long unpublished) {
        this(eventId, quantity, granted, unpublished, null);
    }

    /** Returns how many units can still be taken; never negative. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public long remaining() {
        return Math.max(0, quantity - granted);
    }
}
