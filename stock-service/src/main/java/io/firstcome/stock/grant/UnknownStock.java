package io.firstcome.stock.grant;

/**
 * Redis has no stock for the event. Every event gets its stock when it is created, so Redis has lost it: an outage, never
 * "sold out". Without a stack trace, since a crowd may meet it.
 */
public final class UnknownStock extends RuntimeException {

    /** Takes the event. */
    public UnknownStock(long eventId) {
        super("Redis has no stock of event " + eventId, null, false, false);
    }
}
