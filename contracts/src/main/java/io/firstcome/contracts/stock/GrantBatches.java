package io.firstcome.contracts.stock;

import java.util.List;

/** Batches of different events, decided on in one call. */
public record GrantBatches(List<GrantBatch> batches) {}
