package io.firstcome.loadtest.crowd;

/** The kinds of answers to an apply. */
public enum Kind {
    ACCEPTED("202 accepted"),
    REPEAT("200 a repeat, told its rank"),
    SOLD_OUT("409 sold out"),
    NOT_OPEN("409 not open"),
    LIMITED("429 too many requests (asked again)"),
    BUSY("503 with Retry-After (asked again)"),
    NO_ANSWER("no answer (asked again)"),
    ODD("anything else");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    /** Returns how a table names it. */
    public String label() {
        return label;
    }

    /** Returns whether it tells a user for good whether there is a unit for them. */
    public boolean decides() {
        return wins() || this == SOLD_OUT;
    }

    /** Returns whether it promises a unit. */
    public boolean wins() {
        return this == ACCEPTED || this == REPEAT;
    }
}
