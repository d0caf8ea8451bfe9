package io.firstcome.stock.supply;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** The quantity of one event on record. A row says that the event's stock was opened, so Redis must have it. */
@Entity
public class Supply {

    @Id
    private Long eventId;

    private long quantity;
    private Instant changedAt;

    protected Supply() {}

    Supply(long eventId, long quantity, Instant changedAt) {
        this.eventId = eventId;
        this.quantity = quantity;
        this.changedAt = changedAt;
    }

    /** The event. */
    public long eventId() {
        return eventId;
    }

    /** How many units it has; never less than Redis believes. */
    public long quantity() {
        return quantity;
    }
}
