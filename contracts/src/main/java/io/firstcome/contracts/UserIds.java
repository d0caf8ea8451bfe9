package io.firstcome.contracts;

import java.util.List;

/** Body of a look-up by users, for one call instead of one per user. */
public record UserIds(List<Long> users) {}
