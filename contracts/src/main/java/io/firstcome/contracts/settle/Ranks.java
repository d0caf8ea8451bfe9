package io.firstcome.contracts.settle;

import java.util.List;

/** Claims of one event, named by their ranks. */
public record Ranks(List<Long> ranks) {}
