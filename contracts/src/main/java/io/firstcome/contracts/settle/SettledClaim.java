package io.firstcome.contracts.settle;

import java.time.Instant;

/** A claim that is a row in MySQL, with the state of its confirmation mail. */
public record SettledClaim(long user, long rank, long unit, Instant grantedAt, Instant settledAt, MailState mail) {}
