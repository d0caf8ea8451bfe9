package io.firstcome.contracts.stock;

import java.util.List;

/** Body of a look-up by events. */
public record EventIds(List<Long> events) {}
