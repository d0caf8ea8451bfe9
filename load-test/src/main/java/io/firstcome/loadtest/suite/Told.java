package io.firstcome.loadtest.suite;

/** What {@code GET /api/event/status} tells a user; rank is 0 when it tells none. */
public record Told(String status, long rank, String mail) {

    /** The status of a user without a claim. */
    public static final String NONE = "NONE";
}
