package io.firstcome.loadtest.blast;

/** What is shot. Called on the generator's thread only; what it costs is the generator's share. */
@FunctionalInterface
public interface Shots {

    /**
     * Returns the next request, head and body, ready for the wire, or null when there are no more; after a null it is not
     * asked again. Requests are numbered in the order of these calls, from 0. The bytes must not be changed until the
     * request is heard or unheard; the same array may be returned many times.
     */
    byte[] next();
}
