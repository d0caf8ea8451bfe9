package io.firstcome.stock.grant;

import java.util.List;
import java.util.Optional;

/** Why a stock cannot be relied on, as {@code fence.lua} finds it. Nothing is granted from it until it is rebuilt. */
public enum Fault {
    MISSING("Redis does not have it."),
    RUN("Redis has been restarted or replaced since it was last known to be whole."),
    COUNT("Redis does not hold as many claims as it has counted.");

    private static final char MARK = '!';

    private final String text;

    Fault(String text) {
        this.text = text;
    }

    /** Returns a sentence about it, for admins. */
    public String text() {
        return text;
    }

    /** Reads what a script of the ledger says: nothing when the stock was in order. */
    static Optional<Fault> in(List<String> reply) {
        return reply.isEmpty() ? Optional.empty() : in(reply.getFirst());
    }

    /** Reads one text of a script. */
    static Optional<Fault> in(String text) {
        return text == null || text.isEmpty() || text.charAt(0) != MARK
                ? Optional.empty()
                : Optional.of(valueOf(text.substring(1)));
    }
}
