package io.firstcome.gateway.caller;

import io.firstcome.gateway.answer.Refusal;
import io.firstcome.kit.caller.Caller;

/** What is found about the access token of a request. */
public sealed interface Verdict {

    /** The token is good. */
    record Known(Caller caller) implements Verdict {}

    /** There is no token, or a bad one. */
    record Unknown(Refusal refusal) implements Verdict {}

    /** Nothing can be said: the keys are not known at present. */
    record Undecided(Refusal refusal) implements Verdict {}
}
