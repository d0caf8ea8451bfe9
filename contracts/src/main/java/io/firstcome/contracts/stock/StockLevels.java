package io.firstcome.contracts.stock;

import java.util.List;

/** Levels of several events; an event whose stock is not known is not in it. */
public record StockLevels(List<StockLevel> levels) {}
