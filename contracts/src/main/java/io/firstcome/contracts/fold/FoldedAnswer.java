package io.firstcome.contracts.fold;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;

/**
 * The answer to one {@link FoldedCall}, at the same place of the reply as the call had in the batch.
 *
 * @param status  the HTTP status
 * @param body    the JSON text of the body; a problem when {@code status} is 400 or more
 * @param headers further response headers, such as {@code Location}; null when there are none
 * @param edge    whether the gateway may tell it to others too; null when it may not
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"status", "body", "headers", "edge"})
public record FoldedAnswer(int status, String body, Map<String, String> headers, Edge edge) {

    /**
     * Permission to give the same answer, from memory, to anyone who sends the same request in the same language.
     *
     * @param tag       what the answer is about; a signal that names the tag ends it early
     * @param forMillis for how long after the question was sent, in milliseconds: however long the answer is on its way, it
     *                  is never told for longer than is true
     * @param revision  which state of what it is about the answer was given by; states are numbered in their order. A gateway that was
     *                  told of a later one ({@link EdgeSignals#ENDED_ANSWERS}) does not keep it
     */
    public record Edge(String tag, long forMillis, long revision) {}
}
