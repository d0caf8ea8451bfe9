package io.firstcome.stock.grant;

/**
 * The stock of the event is not known for certain. Every event gets its stock when it is created, so Redis has lost it, or may have lost
 * some of it: an outage, never "sold out". Without a stack trace, since a crowd may meet it.
 */
public final class UnknownStock extends RuntimeException {

    /** Takes an event whose stock is not there. */
    public UnknownStock(long eventId) {
        this(eventId, Fault.MISSING);
    }

    /** Takes the event, and what is wrong with its stock. */
    UnknownStock(long eventId, Fault fault) {
        super("The stock of event " + eventId + " cannot be relied on: " + fault.text(), null, false, false);
    }
}
