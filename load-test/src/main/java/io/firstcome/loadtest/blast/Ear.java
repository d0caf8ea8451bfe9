package io.firstcome.loadtest.blast;

import java.io.IOException;

/** Who hears the end of each request, exactly one call for each. Called on the generator's thread; must be quick. */
public interface Ear {

    /**
     * A whole answer.
     *
     * @param number     which request, in the order of {@link Shots#next}, from 0
     * @param status     its final status, 200 to 599
     * @param buffer     holds the body, unchunked; valid during the call only
     * @param bodyFrom   where in the buffer the body begins
     * @param bodyLength length of the body in bytes
     * @param nanos      from the moment it was to be sent to the end of the answer; connecting is in it where a connection
     *                   had to be opened for this request
     */
    void heard(long number, int status, byte[] buffer, int bodyFrom, int bodyLength, long nanos);

    /**
     * No whole answer: whether the request had an effect is unknown.
     *
     * @param number which request
     * @param why    a {@link java.net.ConnectException} when it was never sent, a {@link java.net.SocketTimeoutException}
     *               when it was given up, a {@link java.net.ProtocolException} when the answer was malformed, otherwise how
     *               the connection broke
     */
    void unheard(long number, IOException why);
}
