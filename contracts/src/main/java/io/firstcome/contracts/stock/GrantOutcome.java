package io.firstcome.contracts.stock;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** What stock-service decided for one applicant. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(GrantOutcome.Granted.class),
    @JsonSubTypes.Type(GrantOutcome.HeldAlready.class),
    @JsonSubTypes.Type(GrantOutcome.SoldOut.class)
})
public sealed interface GrantOutcome {

    /** The applicant has just got a unit; the claim must now be published. */
    @JsonTypeName("GRANTED")
    record Granted(HeldClaim claim) implements GrantOutcome {}

    /** The applicant holds a claim from before. {@code published} tells whether it is known to be on the log. */
    @JsonTypeName("HELD_ALREADY")
    record HeldAlready(HeldClaim claim, boolean published) implements GrantOutcome {}

    /** Nothing is left. */
    @JsonTypeName("SOLD_OUT")
    record SoldOut() implements GrantOutcome {}
}
