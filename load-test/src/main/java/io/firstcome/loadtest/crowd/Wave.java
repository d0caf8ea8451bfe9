package io.firstcome.loadtest.crowd;

/** When somebody applied. */
public enum Wave {
    /** Before the opening. */
    EARLY,
    /** At the opening: the herd. */
    HERD,
    /** Once more, after the herd was answered. */
    AGAIN
}
