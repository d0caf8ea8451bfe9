package io.firstcome.auth.code;

import java.time.Duration;

/** What became of the wish for a code. */
sealed interface Issuing {

    /**
     * There is a new code; its mail is still to be sent.
     *
     * @param code six digits, known to nobody else
     * @param id   what to name when it has to be withdrawn
     */
    record Issued(String code, String id) implements Issuing {
        /** Keeps the code out of logs. */
        @Override
        public String toString() {
            return "Issued[…]";
        }
    }

    /** The address got a code a moment ago. */
    record CoolingDown(Duration left) implements Issuing {}

    /** The address has had its codes of this hour. */
    record HourUsedUp(Duration left) implements Issuing {}
}
