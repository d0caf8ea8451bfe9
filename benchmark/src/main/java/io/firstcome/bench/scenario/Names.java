package io.firstcome.bench.scenario;

/** The names of the rows that others are compared with, or that figures are to be reached in. */
public final class Names {
    public static final String CONSTANT = "constant";
    public static final String ROUTING = "routing";
    public static final String ACCEPTED = "accepted";
    public static final String SOLD_OUT = "sold-out";
    public static final String STATUS = "status";
    public static final String LONE = "lone";
    public static final String STAMPEDE = "ten-thousand";
    /** How the names begin of applies that are spread over many events. */
    public static final String EVENTS = "events: ";
    /** How the names begin of applies to an event that has many claims. */
    public static final String CLAIMS = "claims: ";
    /** Units for all connections of {@link #STAMPEDE}. */
    public static final int UNITS = 100;

    private Names() {}
}
