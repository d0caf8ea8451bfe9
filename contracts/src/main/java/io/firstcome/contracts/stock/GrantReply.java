package io.firstcome.contracts.stock;

import java.util.List;

/**
 * What was decided on a batch.
 *
 * @param outcomes one per applicant, in the order of the {@link GrantBatch}; null when nothing was decided, because the ledger has
 *                 lost the event's stock
 */
public record GrantReply(List<GrantOutcome> outcomes) {}
