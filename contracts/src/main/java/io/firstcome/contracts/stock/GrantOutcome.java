package io.firstcome.contracts.stock;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What became of one applicant. In JSON it is a short text, since there are hundreds in a reply: {@code S} for sold out, or a letter, the
 * user and the claim ({@link HeldClaim#text}): {@code G42:7:7:1800000000000:ko} granted now, {@code P…} held already and
 * published, {@code U…} held already and not known to be published.
 */
public sealed interface GrantOutcome {

    /** Returns it as it is written in JSON. */
    @JsonValue
    String text();

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    @JsonCreator
    static GrantOutcome of(String text) {
        if (text.equals(SoldOut.TEXT)) {
            return SoldOut.INSTANCE;
        }
        int colon = text.indexOf(':');
        if (colon < 2) {
            throw new IllegalArgumentException("not an outcome: " + text);
        }
        HeldClaim claim = HeldClaim.of(Long.parseLong(text, 1, colon, 10), text, colon + 1);
        return switch (text.charAt(0)) {
            case 'G' -> new Granted(claim);
            case 'P' -> new HeldAlready(claim, true);
            case 'U' -> new HeldAlready(claim, false);
            default -> throw new IllegalArgumentException("not an outcome: " + text);
        };
    }

    /** The applicant has just got a unit; the claim must now be published. */
    record Granted(HeldClaim claim) implements GrantOutcome {
        @Override
        public String text() {
            return "G" + claim.user() + ":" + claim.text();
        }
    }

    /** The applicant holds a claim from before. {@code published} tells whether it is known to be on the log. */
    record HeldAlready(HeldClaim claim, boolean published) implements GrantOutcome {
        @Override
        public String text() {
            return (published ? "P" : "U") + claim.user() + ":" + claim.text();
        }
    }

    /** Nothing is left. */
    record SoldOut() implements GrantOutcome {
        private static final String TEXT = "S";
        private static final SoldOut INSTANCE = new SoldOut();

        @Override
        public String text() {
            return TEXT;
        }
    }
}
