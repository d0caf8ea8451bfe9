package io.firstcome.gateway.fold;

import io.firstcome.contracts.fold.FoldedAnswer;

/** What becomes of one request of a fold. */
sealed interface Folded {

    /**
     * The service has answered.
     *
     * @param answer  to this request
     * @param askedAt when its batch was sent, {@link System#nanoTime}
     */
    record Answered(FoldedAnswer answer, long askedAt) implements Folded {}

    /** The line was full. */
    record LineFull() implements Folded {}

    /** Its turn would come too late, or did not come in time: the service is too slow for all who want something of it. */
    record TurnTooLate() implements Folded {}

    /** Its batch failed or timed out; nobody knows what came of the request. */
    record Failed() implements Folded {}
}
