package io.firstcome.contracts.stock;

import java.util.List;

/** One outcome per applicant, in the order of the {@link GrantBatch}. */
public record GrantReply(List<GrantOutcome> outcomes) {}
