package io.firstcome.contracts.stock;

import java.util.List;

/** One reply per batch, in the order of the {@link GrantBatches}. */
public record GrantReplies(List<GrantReply> replies) {}
