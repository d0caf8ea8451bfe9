package io.firstcome.stock.recovery;

/** What is on record of an event does not fit together, or not into this JVM; the message says how, for an admin. It stays closed. */
final class Contradiction extends Exception {

    Contradiction(String because) {
        super(because, null, false, false);
    }
}
